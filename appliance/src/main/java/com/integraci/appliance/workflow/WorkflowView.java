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
 * @param waiting what it waits for
 * @param family the workflows that it belongs with
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
    Optional<Instant> dueAt,
    Waiting waiting,
    Family family) {

  /**
   * The workflows that one belongs with.
   *
   * @param parent the one that has started it and waits for it
   * @param awaited for how many that it started it waits
   * @param halted how many of these wait for a person
   */
  public record Family(Optional<UUID> parent, int awaited, int halted) {}

  /**
   * What a workflow waits for.
   *
   * @param signal the signal that ends its wait
   * @param until when its wait is over
   * @param deadline when it has to have ended
   * @param asked what a person asked for that its worker has not come to yet, or "": {@code
   *     cancel}, {@code compensate}, {@code done}
   */
  public record Waiting(
      Optional<String> signal, Optional<Instant> until, Optional<Instant> deadline, String asked) {}

  /** How a workflow stands. */
  public enum State {
    /** A worker has it or will take it. */
    RUNNING,
    /** It waits for a moment or for a signal. */
    WAITING,
    /** Its attempts are used up: it waits for a person. */
    STUCK,
    /** The outcome of a step is not known: it waits for a person to look. */
    AMBIGUOUS,
    /** All its steps are done. */
    SUCCEEDED,
    /** A step could not succeed, and what was done is undone. */
    FAILED,
    /** A person stopped it, and what was done is undone. */
    CANCELLED;

    /** Whether nothing follows. */
    public boolean ended() {
      return switch (this) {
        case RUNNING, WAITING, STUCK, AMBIGUOUS -> false;
        case SUCCEEDED, FAILED, CANCELLED -> true;
      };
    }
  }
}
