package com.integraci.appliance.console;

import com.integraci.appliance.replay.Shadow;
import java.time.Instant;

/**
 * A bundle that decides in the shadow.
 *
 * @param row as lists show it
 * @param lab where all are listed
 * @param bundle where its bundle is
 * @param seen up to when it has looked
 * @param counts what came of it
 * @param changes some decisions that come out differently
 * @param end whether the role may end it now
 */
record ShadowView(
    Row row,
    String lab,
    String bundle,
    Instant seen,
    Shadow.Counts counts,
    ChangesView changes,
    boolean end) {

  /** A shadow as a list shows it. */
  record Row(
      String name,
      String version,
      Lamp lamp,
      String word,
      String decisions,
      String changed,
      Instant since,
      String href) {

    boolean running() {
      return lamp == Lamp.BUSY;
    }
  }
}
