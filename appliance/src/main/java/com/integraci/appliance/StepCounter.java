package com.integraci.appliance;

import com.integraci.appliance.metrics.Counter;
import com.integraci.appliance.metrics.Histogram;
import com.integraci.appliance.metrics.Metrics;
import com.integraci.appliance.workflow.Probe;

/** Counts what this process's workflow engine has done, and how long it took. */
final class StepCounter implements Probe {

  private final Counter done;
  private final Histogram durations;

  StepCounter(Metrics metrics) {
    this.done =
        metrics.counter(
            "integraci_workflow_steps_total",
            "Steps of workflows that this process has done or undone.",
            "step",
            "undoing");
    this.durations =
        metrics.histogram(
            "integraci_workflow_step_seconds",
            "How long a step that was done or undone took, from its attempt to its commit.",
            "step");
  }

  @Override
  public void at(Point point, String step, boolean undoing) {
    if (point == Point.AFTER_COMMIT) {
      done.increment(step, Boolean.toString(undoing));
    }
  }

  @Override
  public void took(String step, long nanos) {
    durations.observe(nanos, step);
  }
}
