package com.integraci.appliance.workflow;

import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import java.time.Duration;

/**
 * A step of which a person has said that its effect is there, or is taken back: only our own rows
 * are still to be changed.
 *
 * @param step the step
 * @param result what the person says that it found out
 */
record Decided(Step step, Payload result) implements Step {

  @Override
  public String name() {
    return step.name();
  }

  @Override
  public Payload run(StepRun run) {
    return result;
  }

  @Override
  public void commit(Tx tx, Permit permit, StepRun run, Payload found) {
    step.commit(tx, permit, run, found);
  }

  @Override
  public void undone(Tx tx, Permit permit, StepRun run) {
    step.undone(tx, permit, run);
  }

  @Override
  public Duration deadline() {
    return step.deadline();
  }

  @Override
  public int attemptsMax() {
    return step.attemptsMax();
  }

  @Override
  public boolean repeatable() {
    return step.repeatable();
  }
}
