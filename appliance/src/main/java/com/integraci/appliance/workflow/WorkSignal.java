package com.integraci.appliance.workflow;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes an engine of the same process when there may be something to do. */
public final class WorkSignal {

  private final Semaphore raised = new Semaphore(0);

  /** Something is due: call it after the commit that made it so. */
  public void raise() {
    raised.release();
  }

  void await(Duration max) throws InterruptedException {
    if (raised.tryAcquire(max.toMillis(), TimeUnit.MILLISECONDS)) {
      raised.drainPermits();
    }
  }
}
