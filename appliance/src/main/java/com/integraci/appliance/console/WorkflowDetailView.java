package com.integraci.appliance.console;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One workflow with its journal.
 *
 * @param row as lists show it
 * @param createdAt when it was started
 * @param version its definition's
 * @param steps all, in order
 * @param attempts latest first
 * @param back the list
 * @param address its own
 * @param deeds what the role may do to it now
 * @param facts what it waits for
 * @param parent the address of the workflow that waits for this one, or ""
 * @param children those that it has started
 * @param done what the form before this page did, or ""
 */
record WorkflowDetailView(
    WorkflowsView.Row row,
    Instant createdAt,
    long version,
    List<StepView> steps,
    List<Attempt> attempts,
    String back,
    String address,
    List<Deed> deeds,
    List<String> facts,
    String parent,
    List<WorkflowsView.Row> children,
    String done) {

  /**
   * A button.
   *
   * @param path where it is sent, below the workflow's address
   * @param label what stands on it
   * @param style its class
   * @param fields what is sent with it
   */
  record Deed(String path, String label, String style, Map<String, String> fields) {}

  /** One attempt at a step, or one wait. */
  record Attempt(
      long number,
      String step,
      Lamp lamp,
      String word,
      Instant startedAt,
      String took,
      String error) {}
}
