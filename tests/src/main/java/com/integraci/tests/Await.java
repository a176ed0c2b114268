package com.integraci.tests;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a condition, never for a time, and fails without it. */
public final class Await {

  private static final Duration PAUSE = Duration.ofMillis(20);

  private Await() {}

  /**
   * Returns as soon as the condition holds.
   *
   * @param what names it, for the failure
   * @throws AssertionError when it does not within the limit
   */
  public static void until(String what, Duration limit, BooleanSupplier condition) {
    if (!com.integraci.installer.process.Await.until(limit, PAUSE, condition)) {
      throw new AssertionError("not within " + limit + ": " + what);
    }
  }
}
