package com.integraci.installer.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition of another process, with a bound. */
public final class Await {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private Await() {}

  /**
   * Looks at the condition every 50 ms until it holds.
   *
   * @return whether it held within the bound; false also when the thread was interrupted
   */
  public static boolean until(Duration bound, BooleanSupplier condition) {
    return until(bound, PAUSE, condition);
  }

  /**
   * As {@link #until(Duration, BooleanSupplier)}, for a condition that costs somebody to look at.
   */
  public static boolean until(Duration bound, Duration pause, BooleanSupplier condition) {
    long end = System.nanoTime() + bound.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(pause.toNanos());
    }
    return true;
  }
}
