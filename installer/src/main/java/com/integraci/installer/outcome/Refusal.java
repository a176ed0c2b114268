package com.integraci.installer.outcome;

import java.util.Objects;

/**
 * Ends a command with one clear sentence for the operator and an exit code. The sentence says what
 * is wrong and what to do; it never holds a secret.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode code;

  /** A refusal without a cause worth showing. */
  public Refusal(ExitCode code, String sentence) {
    super(sentence);
    this.code = Objects.requireNonNull(code);
  }

  /** A refusal with the fault behind it, which goes to the log and not to the operator's screen. */
  public Refusal(ExitCode code, String sentence, Throwable cause) {
    super(sentence, cause);
    this.code = Objects.requireNonNull(code);
  }

  /** The exit code of the command. */
  public ExitCode code() {
    return code;
  }
}
