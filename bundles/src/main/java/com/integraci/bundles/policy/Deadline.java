package com.integraci.bundles.policy;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Interrupts a thread when the time of what it began is over, and never once that is closed. The
 * time is that of the processor, so that a busy machine denies nobody; by the clock it is at most
 * twenty times that. Of a virtual thread there is no such time, and the clock's counts.
 *
 * <p>For one thing after the other: the clock is set once for all that begin and end before it
 * rings, since setting it wakes a thread, which takes longer than many a decision.
 */
final class Deadline implements AutoCloseable {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int CLOCK_TIMES = 20;

  private final ScheduledExecutorService clock;
  private final long limitNanos;
  private Thread thread;
  private long beganNanos;
  private long processorNanos;
  private Optional<Future<?>> bell = Optional.empty();
  private boolean open;
  private boolean over;

  Deadline(ScheduledExecutorService clock, Duration time) {
    this.clock = clock;
    this.limitNanos = time.toNanos();
  }

  /** The time of what this thread does until it closes begins. */
  synchronized Deadline begin() {
    if (open) {
      throw new IllegalStateException("what was begun before is not closed");
    }
    thread = Thread.currentThread();
    beganNanos = System.nanoTime();
    processorNanos = processor();
    open = true;
    over = false;
    if (bell.isEmpty()) {
      ringIn(limitNanos);
    }
    return this;
  }

  private void ringIn(long nanos) {
    bell = Optional.of(clock.schedule(this::ring, nanos, TimeUnit.NANOSECONDS));
  }

  private synchronized void ring() {
    bell = Optional.empty();
    if (!open) {
      return;
    }
    long left = limitNanos - usedNanos();
    if (left > 0) {
      ringIn(left);
    } else {
      over = true;
      thread.interrupt();
    }
  }

  private long usedNanos() {
    long byClock = System.nanoTime() - beganNanos;
    boolean clockCounts = thread.isVirtual() || byClock >= CLOCK_TIMES * limitNanos;
    return clockCounts ? byClock : processor() - processorNanos;
  }

  private long processor() {
    return thread.isVirtual() ? 0 : THREADS.getThreadCpuTime(thread.threadId());
  }

  synchronized boolean isOver() {
    return over;
  }

  @Override
  public synchronized void close() {
    open = false;
    if (over) {
      // Ours; whoever else interrupts the thread in these milliseconds is not heard.
      Thread.interrupted();
    }
    thread = null;
  }
}
