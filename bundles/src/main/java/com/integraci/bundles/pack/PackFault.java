package com.integraci.bundles.pack;

/** What does not hold in a pack, in one sentence. */
final class PackFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PackFault(String sentence) {
    super(sentence);
  }

  PackFault(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
