package com.integraci.bundles.signing;

/** Why a signature does not count, in one sentence. */
public final class SignatureRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SignatureRefused(String sentence) {
    super(sentence);
  }

  SignatureRefused(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
