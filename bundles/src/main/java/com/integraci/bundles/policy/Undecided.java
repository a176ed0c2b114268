package com.integraci.bundles.policy;

/** An evaluation that came to no end. To whoever asked it is a denial, with this reason. */
public final class Undecided extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Why. */
  public enum Reason {
    /** It took longer than 50 ms of a processor. */
    TIME("The rules took longer than 50 ms."),
    /** It took more than 16 MiB. */
    MEMORY("The rules took more than 16 MiB of memory."),
    /** It went deeper than the stack of a thread, such as into what it unmarshalled. */
    DEPTH("The rules went too deep."),
    /** The rules contradict themselves, such as a function with two results for one argument. */
    FAULT("The rules contradict themselves for these facts."),
    /** Too many asked at a time. */
    BUSY("Too many decisions by these rules are asked for at a time.");

    private final String sentence;

    Reason(String sentence) {
      this.sentence = sentence;
    }
  }

  Undecided(Reason reason, Throwable cause) {
    super(reason.sentence, cause);
    this.reason = reason;
  }

  /** Why it came to no end. */
  public Reason reason() {
    return reason;
  }
}
