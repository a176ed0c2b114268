package com.integraci.appliance.probe;

import com.integraci.appliance.failure.Conflict;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** Runs the probe once each night, after two; its own tenants are made in the first. */
public final class NightlyProbe {

  private static final int HOUR = 2;

  private final Probes probes;
  private final Clock clock;

  /**
   * The job.
   *
   * @param clock the time where the appliance stands
   */
  public NightlyProbe(Probes probes, Clock clock) {
    this.probes = probes;
    this.clock = clock;
  }

  /**
   * Runs it if it is night and the database has no run of this night; called several times an hour.
   */
  public int run() {
    var now = ZonedDateTime.now(clock);
    var night = now.truncatedTo(ChronoUnit.HOURS).toInstant();
    if (now.getHour() == HOUR
        && probes.status().filter(last -> !last.endedAt().isBefore(night)).isEmpty()) {
      try {
        probes.run();
      } catch (Conflict beingMade) {
        // It is called again within the hour.
        return 0;
      }
    }
    return 0;
  }
}
