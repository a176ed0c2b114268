package com.integraci.appliance.console;

import java.time.Instant;
import java.util.List;

/**
 * A team's replays.
 *
 * @param rows the newest first
 * @param policies where bundles are
 * @param moving whether one of them runs
 */
record ReplaysView(List<Row> rows, String policies, boolean moving) {

  /** One replay. */
  record Row(
      String name, String version, Lamp lamp, String word, String done, Instant at, String href) {}
}
