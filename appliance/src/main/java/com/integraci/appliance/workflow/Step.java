package com.integraci.appliance.workflow;

import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import java.time.Duration;

/**
 * One step of a workflow: an effect outside, then the change in our database that says so.
 *
 * <p>A step may be run again after it was done, when its worker died before the commit; two workers
 * may even overlap for a moment. So {@link #run} and {@link #undo} are idempotent: they look at
 * what there is and make it so. No transaction is open while they work.
 *
 * <p>{@link com.integraci.appliance.failure.Unavailable} and anything unforeseen is tried again;
 * every other {@link com.integraci.appliance.failure.Failure} says that the step can't succeed, and
 * the workflow turns round. {@link OutcomeUnknown} lets it wait for a person.
 */
public interface Step {

  /** Its name in the journal, {@code [a-z-]{1,32}}; never changed within a definition's version. */
  String name();

  /** Makes the effect outside; returns what later steps need to know. */
  Payload run(StepRun run);

  /** Changes our rows, in the transaction that journals the step as done. */
  default void commit(Tx tx, Permit permit, StepRun run, Payload result) {}

  /** Takes the effect back; there may be none, or half of one. */
  default void undo(StepRun run) {}

  /** Changes our rows, in the transaction that journals the step as undone. */
  default void undone(Tx tx, Permit permit, StepRun run) {}

  /**
   * What it waits for before it is run; asked once, when the workflow comes to it. When a signal
   * ended the wait, {@link StepRun#signal} has its payload.
   */
  default Wait waits(StepRun run) {
    return Wait.NOTHING;
  }

  /**
   * Whether {@link #run} and {@link #undo} may be called again when it is not known what became of
   * the call before. Of a step that may not be repeated only a {@link
   * com.integraci.appliance.failure.Failure} other than {@code Unavailable} says that nothing was
   * done; after anything else the workflow waits for a person.
   */
  default boolean repeatable() {
    return true;
  }

  /** How long one attempt may take before it is given up and tried again. */
  default Duration deadline() {
    return Duration.ofSeconds(60);
  }

  /** How many attempts are made in each direction, the first included. */
  default int attemptsMax() {
    return 10;
  }
}
