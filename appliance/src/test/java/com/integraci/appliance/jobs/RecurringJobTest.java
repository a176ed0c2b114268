package com.integraci.appliance.jobs;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecurringJobTest {

  private static final Duration NEVER = Duration.ofHours(1);

  @Test
  void itRunsAtOnceAndWhenWoken() throws InterruptedException {
    var runs = new Semaphore(0);
    var wakeUp = new WakeUp();
    try (var _ = RecurringJob.start("test", NEVER, wakeUp, () -> noted(runs))) {
      assertTrue(runs.tryAcquire(10, TimeUnit.SECONDS));
      wakeUp.call();
      assertTrue(runs.tryAcquire(10, TimeUnit.SECONDS));
    }
  }

  @Test
  void itGoesOnAsLongAsThereIsWork() throws InterruptedException {
    var left = new AtomicInteger(3);
    var runs = new Semaphore(0);
    try (var _ =
        RecurringJob.start(
            "test",
            NEVER,
            new WakeUp(),
            () -> {
              noted(runs);
              return left.getAndDecrement();
            })) {
      assertTrue(runs.tryAcquire(4, 10, TimeUnit.SECONDS));
    }
  }

  @Test
  void aRunThatThrowsIsFollowedByAnother() throws InterruptedException {
    var runs = new Semaphore(0);
    var wakeUp = new WakeUp();
    try (var _ =
        RecurringJob.start(
            "test",
            NEVER,
            wakeUp,
            () -> {
              noted(runs);
              throw new IllegalStateException("on purpose");
            })) {
      assertTrue(runs.tryAcquire(10, TimeUnit.SECONDS));
      wakeUp.call();
      assertTrue(runs.tryAcquire(10, TimeUnit.SECONDS));
    }
  }

  private static int noted(Semaphore runs) {
    runs.release();
    return 0;
  }
}
