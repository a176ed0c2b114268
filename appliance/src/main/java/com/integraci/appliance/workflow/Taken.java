package com.integraci.appliance.workflow;

import java.util.Optional;
import java.util.UUID;

/**
 * A claimed workflow's row.
 *
 * @param definition its definition's name
 * @param version its definition's version
 * @param undoing whether it is being undone
 * @param step the step it stands at
 * @param attempt attempts made at the step so far
 * @param attempts attempts and waits so far: the last one's number in the journal
 * @param payload what it was started with
 * @param standing what else it stands in
 * @param lineage what is above it and below
 */
record Taken(
    String definition,
    int version,
    boolean undoing,
    String step,
    int attempt,
    int attempts,
    Payload payload,
    Standing standing,
    Lineage lineage) {

  /**
   * What is above a workflow and below.
   *
   * @param parent the one that waits for it
   * @param depth how many are above it
   * @param fruitful whether it has started any
   */
  record Lineage(Optional<UUID> parent, int depth, boolean fruitful) {}

  /**
   * What it waits for, and what a person or its deadline asks of it.
   *
   * @param waiting whether it waits
   * @param awaits the signal that ends the wait
   * @param children whether it waits for those that it started
   * @param waitOver whether the wait's time is over
   * @param lateFails whether it can't go on then
   * @param asked what a person asked for
   * @param deadlinePassed whether the workflow's deadline has passed
   * @param lyingStill whether it has not moved for long
   * @param open whether an attempt at its step is open, which was lost with its worker
   */
  record Standing(
      boolean waiting,
      Optional<String> awaits,
      boolean children,
      boolean waitOver,
      boolean lateFails,
      Optional<Asked> asked,
      boolean deadlinePassed,
      boolean lyingStill,
      boolean open) {}

  /** What a person asks of a workflow. */
  enum Asked {
    CANCEL,
    COMPENSATE,
    DONE
  }

  /** Why it has to turn round now, or "". */
  String turns() {
    if (undoing) {
      return "";
    }
    return why(standing.asked(), standing.deadlinePassed());
  }

  static String why(Optional<Asked> asked, boolean deadlinePassed) {
    return asked
        .map(
            wanted ->
                switch (wanted) {
                  case CANCEL -> "It was cancelled.";
                  case COMPENSATE -> "A person had it taken back.";
                  case DONE -> "";
                })
        .orElse(deadlinePassed ? Transition.DEADLINE : "");
  }
}
