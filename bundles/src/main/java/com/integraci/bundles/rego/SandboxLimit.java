package com.integraci.bundles.rego;

/** Rego whose tests or compilation needed more than they may have, and were ended. */
public final class SandboxLimit extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Limit limit;

  /** What is limited. */
  public enum Limit {
    /** 20 s of a processor, 60 s by the clock. */
    TIME("Its tests or its compilation take too long: 20 s of a processor, 60 s in all."),
    /** 1 GiB. */
    MEMORY("Its tests or its compilation take more than 1 GiB of memory."),
    /** 8 MiB. */
    OUTPUT("Its tests or its compilation write more than 8 MiB.");

    private final String sentence;

    Limit(String sentence) {
      this.sentence = sentence;
    }
  }

  SandboxLimit(Limit limit) {
    super(limit.sentence);
    this.limit = limit;
  }

  /** Which one it was. */
  public Limit limit() {
    return limit;
  }
}
