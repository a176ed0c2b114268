package com.integraci.appliance.workflow;

import java.util.Objects;
import java.util.UUID;

/**
 * How a child ended.
 *
 * @param workflow its id
 * @param definition the name of its definition
 * @param state succeeded, failed or cancelled
 * @param error why it was taken back, or ""
 * @param result what its last step found out; empty unless it succeeded
 */
public record ChildEnd(
    UUID workflow, String definition, WorkflowView.State state, String error, Payload result) {

  public ChildEnd {
    Objects.requireNonNull(workflow);
    Objects.requireNonNull(definition);
    Objects.requireNonNull(error);
    Objects.requireNonNull(result);
    if (!state.ended()) {
      throw new IllegalArgumentException("a child that is " + state + " has not ended");
    }
  }

  /** Whether all its steps are done. */
  public boolean succeeded() {
    return state == WorkflowView.State.SUCCEEDED;
  }
}
