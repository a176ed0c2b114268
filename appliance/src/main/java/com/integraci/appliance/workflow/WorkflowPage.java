package com.integraci.appliance.workflow;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A page of workflows: those that wait for a person first, then those under way, then those that
 * ended, of each the latest started first.
 *
 * @param workflows at most as many as asked for
 * @param next the cursor after which the next page begins, if there is one
 */
public record WorkflowPage(List<WorkflowView> workflows, Optional<String> next) {

  /** A cursor as {@link #next} gives it. */
  public static final Pattern CURSOR =
      Pattern.compile("[0-2][0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  public WorkflowPage {
    workflows = List.copyOf(workflows);
  }

  /** The page of what was found, which is one more than fits when there is a next one. */
  static WorkflowPage of(List<WorkflowView> found, int limit) {
    if (found.size() <= limit) {
      return new WorkflowPage(found, Optional.empty());
    }
    return new WorkflowPage(
        found.subList(0, limit), Optional.of(Cursor.of(found.get(limit - 1)).text()));
  }

  /**
   * A place in the list.
   *
   * @param rank of the state: 0 is first
   * @param id of the workflow there
   */
  record Cursor(int rank, UUID id) {

    static final Cursor START = new Cursor(-1, new UUID(0, 0));

    /**
     * Reads a cursor.
     *
     * @param text matches {@link #CURSOR}, or is "" for the beginning
     */
    static Cursor parse(String text) {
      return text.isEmpty()
          ? START
          : new Cursor(text.charAt(0) - '0', UUID.fromString(text.substring(1)));
    }

    static Cursor of(WorkflowView view) {
      int rank =
          switch (view.state()) {
            case STUCK, AMBIGUOUS -> 0;
            case RUNNING, WAITING -> 1;
            case SUCCEEDED, FAILED, CANCELLED -> 2;
          };
      return new Cursor(rank, view.id());
    }

    String text() {
      return rank + id.toString();
    }
  }
}
