package com.integraci.bundles.evidence;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** A DigestSet of in-toto: digests in lower-case hexadecimal digits, by their algorithm. */
final class Digests {
  static final String SHA256 = "sha256";
  static final String COMMIT = "gitCommit";

  private static final Pattern HEX_64 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern HEX_40_OR_64 = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

  /** What is matched. Others are passed over, as the standard asks. */
  static final Map<String, Pattern> TAKEN = Map.of(SHA256, HEX_64, COMMIT, HEX_40_OR_64);

  private Digests() {}

  /**
   * Those of the object that is here whose algorithms are taken.
   *
   * @throws Fault where one is malformed
   */
  static Map<String, String> read(JsonReader in, Map<String, Pattern> taken) {
    var digests = new TreeMap<String, String>();
    in.object(
        algorithm -> {
          var form = taken.get(algorithm);
          if (form == null) {
            in.pass();
            return;
          }
          var value = in.text();
          if (!form.matcher(value).matches()) {
            throw in.fault("It is not a digest in lower-case hexadecimal digits.");
          }
          digests.put(algorithm, value);
        });
    return digests;
  }
}
