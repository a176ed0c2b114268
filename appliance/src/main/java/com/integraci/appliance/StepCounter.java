package com.integraci.appliance;

import com.integraci.appliance.metrics.Counter;
import com.integraci.appliance.metrics.Metrics;
import com.integraci.appliance.workflow.Probe;

/** Counts what this process's workflow engine has done. */
final class StepCounter implements Probe {

  private final Counter done;

  StepCounter(Metrics metrics) {
    this.done =
        metrics.counter(
            "integraci_workflow_steps_total",
            "Steps of workflows that this process has done or undone.",
            "step",
            "undoing");
  }

  @Override
  public void at(Point point, String step, boolean undoing) {
    if (point == Point.AFTER_COMMIT) {
      done.increment(step, Boolean.toString(undoing));
    }
  }
}
