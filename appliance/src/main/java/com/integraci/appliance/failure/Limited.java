package com.integraci.appliance.failure;

import java.time.Duration;

/** Too many requests from one address, or of a kind: 429, with the time to wait. */
public final class Limited extends Failure {

  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  /**
   * Says how long to wait.
   *
   * @param retryAfter until the next request is taken
   */
  public Limited(Duration retryAfter) {
    super("Too many requests came from your address. Try again in a while.");
    this.retryAfter = retryAfter;
  }

  /**
   * Says what there are too many of.
   *
   * @param message one sentence: what, and what works still
   * @param retryAfter until the next request is taken
   */
  public Limited(String message, Duration retryAfter) {
    super(message);
    this.retryAfter = retryAfter;
  }

  /** Until the next request is taken. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
