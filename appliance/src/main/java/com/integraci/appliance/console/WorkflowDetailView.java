package com.integraci.appliance.console;

import java.time.Instant;
import java.util.List;

/**
 * One workflow with its journal.
 *
 * @param row as lists show it
 * @param createdAt when it was started
 * @param version its definition's
 * @param steps all, in order
 * @param attempts latest first
 * @param back the list
 * @param resumeAction where resuming is asked for
 * @param resumable whether it is stuck and the role may
 * @param done what the form before this page did, or ""
 */
record WorkflowDetailView(
    WorkflowsView.Row row,
    Instant createdAt,
    long version,
    List<StepView> steps,
    List<Attempt> attempts,
    String back,
    String resumeAction,
    boolean resumable,
    String done) {

  /** One attempt at a step. */
  record Attempt(
      long number,
      String step,
      Lamp lamp,
      String word,
      Instant startedAt,
      String took,
      String error) {}
}
