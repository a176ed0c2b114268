package com.integraci.appliance.workflow;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One workflow, as lists show it.
 *
 * @param tenant whose
 * @param id its id
 * @param definition its definition's name
 * @param version its definition's version
 * @param state how it stands
 * @param undoing whether what it did is being taken back, or was
 * @param step the step it stands at, or ended at
 * @param attempt attempts made at that step
 * @param error what the last failed attempt said, or ""
 * @param createdAt when it was started
 * @param changedAt when it last moved
 * @param dueAt when a worker may take it next
 */
public record WorkflowView(
    UUID tenant,
    UUID id,
    String definition,
    int version,
    State state,
    boolean undoing,
    String step,
    int attempt,
    String error,
    Instant createdAt,
    Instant changedAt,
    Optional<Instant> dueAt) {

  /** How a workflow stands. */
  public enum State {
    /** A worker has it or will take it. */
    RUNNING,
    /** Its attempts are used up: it waits for a person. */
    STUCK,
    /** All its steps are done. */
    SUCCEEDED,
    /** A step could not succeed, and what was done is undone. */
    FAILED
  }
}
