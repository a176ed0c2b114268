package com.integraci.appliance.console;

import java.time.Instant;
import java.util.List;

/**
 * A team's replays.
 *
 * @param rows the newest first
 * @param policies where bundles are
 * @param moving whether one of them runs
 * @param shadows those that decide in the shadow, or did
 */
record ReplaysView(List<Row> rows, String policies, boolean moving, List<ShadowView.Row> shadows) {

  /** One replay. */
  record Row(
      String name, String version, Lamp lamp, String word, String done, Instant at, String href) {}
}
