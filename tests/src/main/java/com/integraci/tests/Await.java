package com.integraci.tests;

import com.integraci.appliance.failure.Unavailable;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition, never for a time, and fails without it. */
public final class Await {

  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Duration AVAILABLE = Duration.ofSeconds(60);

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

  /**
   * Does the work again as long as a component says that it can't now, as a workflow would: OpenBao
   * needs a moment between two parts of a tenant, and more of it on a busy machine.
   *
   * @throws AssertionError when it can't within a minute
   */
  public static <T> T available(Supplier<T> work) {
    var done = new AtomicReference<T>();
    until(
        "the component can",
        AVAILABLE,
        () -> {
          try {
            done.set(work.get());
            return true;
          } catch (Unavailable notYet) {
            return false;
          }
        });
    return done.get();
  }

  /** The same for work without a result. */
  public static void available(Runnable work) {
    available(
        () -> {
          work.run();
          return true;
        });
  }
}
