package com.integraci.appliance.console;

import com.integraci.appliance.decisions.DecisionSummary.Count;
import java.util.List;

/**
 * How decisions came out over time.
 *
 * @param lead the sum, in a sentence
 * @param cut what is not counted, in a sentence, or ""
 * @param hours whether it shows hours, and not days
 * @param days where it shows days
 * @param day where it shows the hours of the last day
 * @param charts all decisions, and those that were denied
 * @param rows the same in numbers: the steps in which there were any, the newest first
 */
record TrendView(
    String lead,
    String cut,
    boolean hours,
    String days,
    String day,
    List<Chart> charts,
    List<Row> rows) {

  /** A step in numbers. */
  record Row(String when, Count count) {}

  /** Whether there is nothing to draw. */
  boolean empty() {
    return rows.isEmpty();
  }
}
