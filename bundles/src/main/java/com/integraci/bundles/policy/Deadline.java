package com.integraci.bundles.policy;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Interrupts the thread that began it when its time is over, and never once it is closed. The time
 * is that of the processor, so that a busy machine denies nobody; by the clock it is at most twenty
 * times that. Of a virtual thread there is no such time, and the clock's counts.
 */
final class Deadline implements AutoCloseable {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int CLOCK_TIMES = 20;

  private final Thread thread = Thread.currentThread();
  private final ScheduledExecutorService clock;
  private final long limitNanos;
  private final long beganNanos = System.nanoTime();
  private final long processorNanos = processor();
  private Future<?> bell;
  private boolean open = true;
  private boolean over;

  private Deadline(ScheduledExecutorService clock, Duration time) {
    this.clock = clock;
    this.limitNanos = time.toNanos();
    this.bell = clock.schedule(this::ring, limitNanos, TimeUnit.NANOSECONDS);
  }

  static Deadline begin(ScheduledExecutorService clock, Duration time) {
    return new Deadline(clock, time);
  }

  private synchronized void ring() {
    if (!open) {
      return;
    }
    long left = limitNanos - usedNanos();
    if (left > 0) {
      bell = clock.schedule(this::ring, left, TimeUnit.NANOSECONDS);
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
    bell.cancel(false);
    if (over) {
      // Ours; whoever else interrupts the thread in these milliseconds is not heard.
      Thread.interrupted();
    }
  }
}
