package com.integraci.bundles.rego;

/** An evaluation that the compiled rules themselves gave up. */
public final class RegoAborted extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final String ALLOCATION = "opa_malloc";

  RegoAborted(String why) {
    super(why);
  }

  static RegoAborted outOfMemory() {
    return new RegoAborted(ALLOCATION + ": failed");
  }

  /** Whether it was for want of memory. */
  public boolean forWantOfMemory() {
    return getMessage().contains(ALLOCATION);
  }
}
