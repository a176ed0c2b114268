package com.integraci.bundles.rego;

/** This machine can't keep a program of others apart, so none is run. */
public final class SandboxMissing extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SandboxMissing(String sentence) {
    super(sentence);
  }

  SandboxMissing(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
