package com.integraci.appliance.console;

import java.time.Instant;
import java.util.List;

/**
 * Workflows, stuck ones first.
 *
 * @param rows at most one page of them
 * @param moving whether one of them is under way, so that the page looks again now and then
 * @param next the address of the next page, or ""
 * @param filter which of them they are
 */
record WorkflowsView(List<Row> rows, boolean moving, String next, Filter filter) {

  /**
   * What the list is narrowed to.
   *
   * @param address the whole list's
   * @param states all there are, and which is chosen
   * @param definitions the same of definitions
   * @param narrowed whether anything is chosen
   */
  record Filter(String address, List<Choice> states, List<Choice> definitions, boolean narrowed) {}

  /** One of a list to choose from. */
  record Choice(String value, String label, boolean chosen) {}

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
