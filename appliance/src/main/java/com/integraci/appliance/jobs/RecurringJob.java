package com.integraci.appliance.jobs;

import com.integraci.appliance.failure.Failure;
import com.integraci.appliance.tracing.Trace;
import java.time.Duration;
import java.util.Objects;
import java.util.function.IntSupplier;

/**
 * One job that comes back for as long as the process lives. It runs at once, then whenever it is
 * woken or the interval is over; as long as it finds something to do it goes on. What it throws
 * ends that run only; the next one is an interval later.
 */
public final class RecurringJob implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(RecurringJob.class.getName());
  private static final Duration STOP_MAX = Duration.ofSeconds(10);

  private final String name;
  private final Duration interval;
  private final WakeUp wakeUp;
  private final IntSupplier work;
  private final Thread thread;
  private boolean failing;

  private RecurringJob(String name, Duration interval, WakeUp wakeUp, IntSupplier work) {
    this.name = Objects.requireNonNull(name);
    this.interval = Objects.requireNonNull(interval);
    this.wakeUp = Objects.requireNonNull(wakeUp);
    this.work = Objects.requireNonNull(work);
    this.thread = Thread.ofVirtual().name("job-" + name).unstarted(this::run);
  }

  /**
   * Starts a job.
   *
   * @param work does what is due, bounded, and returns how much that was
   */
  public static RecurringJob start(
      String name, Duration interval, WakeUp wakeUp, IntSupplier work) {
    var job = new RecurringJob(name, interval, wakeUp, work);
    job.thread.start();
    return job;
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        if (!foundWork()) {
          wakeUp.await(interval);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A night without a component is two lines in the log, not a thousand. */
  private boolean foundWork() {
    try {
      long begun = System.nanoTime();
      int done = work.getAsInt();
      boolean found = done > 0;
      if (found) {
        Trace.ended("job " + name, begun, "integraci.job.done", done);
      }
      if (failing) {
        failing = false;
        LOG.log(System.Logger.Level.INFO, "job " + name + " works again");
      }
      return found;
    } catch (RuntimeException e) {
      if (!failing && !thread.isInterrupted()) {
        failing = true;
        LOG.log(
            System.Logger.Level.WARNING,
            "job " + name + " can't work now and is tried again: " + e.getMessage(),
            e instanceof Failure ? null : e);
      }
      return false;
    }
  }

  /** Lets a run end, for ten seconds at most. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(STOP_MAX);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
