package com.integraci.appliance.jobs;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Makes a job run soon; it can be handed out before the job is started. */
public final class WakeUp {

  private final Semaphore calls = new Semaphore(0);

  /** There is something to do: call it after the commit that made it so. */
  public void call() {
    if (calls.availablePermits() == 0) {
      calls.release();
    }
  }

  void await(Duration max) throws InterruptedException {
    if (calls.tryAcquire(max.toMillis(), TimeUnit.MILLISECONDS)) {
      calls.drainPermits();
    }
  }
}
