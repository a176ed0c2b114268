package com.integraci.bundles.policy;

/**
 * What a bundle's rules add to a finding in the case at hand. They make it of facts, so that it is
 * erased with them; what else is in a result is the bundle's.
 */
public final class FindingDetail {

  /** As it stands in canonical JSON, where no string can hold it. */
  private static final String WRITTEN = "\"detail\":";

  private FindingDetail() {}

  /** Whether a result has any. */
  public static boolean in(String result) {
    return result.contains(WRITTEN);
  }

  /**
   * The result without any. It goes through the text once: every decision is hashed so.
   *
   * @param result what rules found, canonical JSON
   * @throws IllegalArgumentException when a detail is not a text
   */
  public static String without(String result) {
    var left = new StringBuilder(result.length());
    int from = 0;
    for (int at = result.indexOf(WRITTEN); at >= 0; at = result.indexOf(WRITTEN, from)) {
      int end = end(result, at + WRITTEN.length());
      boolean last = result.charAt(end) != ',';
      // One comma goes with it: that after it, or before it where it is an object's last member.
      left.append(result, from, last && result.charAt(at - 1) == ',' ? at - 1 : at);
      from = last ? end : end + 1;
    }
    return from == 0 ? result : left.append(result, from, result.length()).toString();
  }

  /** Where a text that begins there ends: after its closing quotation mark. */
  private static int end(String result, int begin) {
    if (result.charAt(begin) != '"') {
      throw new IllegalArgumentException("a detail is not a text");
    }
    int at = begin + 1;
    while (result.charAt(at) != '"') {
      at += result.charAt(at) == '\\' ? 2 : 1;
    }
    return at + 1;
  }
}
