package com.integraci.appliance.console;

import java.time.Instant;
import java.util.List;

/**
 * What is wrong with the appliance.
 *
 * @param open what is raised, the worst first
 * @param over the last that are over
 */
record AlertsView(List<Row> open, List<Over> over) {

  /**
   * One that is raised.
   *
   * @param subject what it is about
   * @param advice what to do first
   * @param where the page that shows more, or ""
   * @param acknowledge where the form goes that says it is known; "" when it is
   */
  record Row(
      String title,
      String subject,
      String advice,
      Lamp lamp,
      String severity,
      Instant since,
      String where,
      String acknowledge) {}

  /** One that is over. */
  record Over(String title, String subject, Instant since, Instant until) {}
}
