package com.integraci.appliance.console;

import java.time.Instant;
import java.util.List;

/**
 * Workflows, stuck ones first.
 *
 * @param rows at most one page of them
 * @param moving whether one of them is under way, so that the page looks again now and then
 * @param next the address of the next page, or ""
 */
record WorkflowsView(List<Row> rows, boolean moving, String next) {

  /** One workflow. */
  record Row(
      String title,
      String tenant,
      Lamp lamp,
      String word,
      String step,
      String error,
      long attempts,
      Instant changedAt,
      String href) {}
}
