package com.integraci.bundles.policy;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DeadlineTest {

  private static final Duration TIME = Duration.ofMillis(30);

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  @AfterEach
  void close() {
    clock.shutdownNow();
  }

  @Test
  void each_has_its_whole_time_though_the_clock_was_set_for_another() {
    var deadline = new Deadline(clock, TIME);
    for (int i = 0; i < 5; i++) {
      deadline.begin().close();
      spin(TIME.dividedBy(2));
      long used = usedUntilInterrupted(deadline);
      assertTrue(used >= TIME.toNanos(), () -> used + " ns");
      assertFalse(Thread.interrupted(), "it is taken back");
    }
  }

  @Test
  void what_is_closed_is_left_alone() throws Exception {
    var deadline = new Deadline(clock, TIME);
    deadline.begin().close();
    clock.schedule(() -> {}, 2 * TIME.toMillis(), TimeUnit.MILLISECONDS).get();
    assertFalse(Thread.interrupted());
    assertFalse(deadline.isOver());
  }

  @Test
  void one_thing_at_a_time() {
    var deadline = new Deadline(clock, TIME);
    try (var _ = deadline.begin()) {
      assertThrows(IllegalStateException.class, deadline::begin);
    }
  }

  private static long usedUntilInterrupted(Deadline deadline) {
    long before = processor();
    try (var _ = deadline.begin()) {
      while (!Thread.currentThread().isInterrupted()) {
        Thread.onSpinWait();
      }
      assertTrue(deadline.isOver());
      return processor() - before;
    }
  }

  private static void spin(Duration time) {
    long until = processor() + time.toNanos();
    while (processor() < until) {
      Thread.onSpinWait();
    }
  }

  private static long processor() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
