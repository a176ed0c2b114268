package com.integraci.appliance;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Work that is done now and then and whenever it is woken, one round at a time. */
final class Rounds implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Rounds.class.getName());
  private static final Duration STOP = Duration.ofSeconds(10);

  private final String name;
  private final ScheduledExecutorService thread;
  private final AtomicBoolean woken = new AtomicBoolean();
  private volatile Runnable work = () -> {};

  Rounds(String name) {
    this.name = name;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name(name + "-", 0).factory());
  }

  /** Begins; a round that fails is tried again in the next. */
  void every(Duration interval, Runnable round) {
    work = round;
    long millis = interval.toMillis();
    var _ = thread.scheduleWithFixedDelay(this::quietly, 0, millis, TimeUnit.MILLISECONDS);
  }

  /** Asks for a round soon; many calls before it begins are one. */
  void wake() {
    if (woken.compareAndSet(false, true)) {
      try {
        thread.execute(this::quietly);
      } catch (RejectedExecutionException e) {
        LOG.log(System.Logger.Level.DEBUG, name + " has stopped; the next start looks again");
      }
    }
  }

  private void quietly() {
    woken.set(false);
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, name + " failed; it is tried again: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.log(System.Logger.Level.WARNING, name + " did not end in " + STOP);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
