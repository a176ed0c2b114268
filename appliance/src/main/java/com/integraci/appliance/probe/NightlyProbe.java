package com.integraci.appliance.probe;

import com.integraci.appliance.failure.Conflict;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.function.Supplier;

/** Runs the probe once each night, after two; its own tenants are made in the first. */
public final class NightlyProbe {

  private static final int HOUR = 2;

  private final Probes probes;
  private final Supplier<LocalDateTime> clock;
  private LocalDate last = LocalDate.MIN;

  /**
   * The job.
   *
   * @param clock the time where the appliance stands
   */
  public NightlyProbe(Probes probes, Supplier<LocalDateTime> clock) {
    this.probes = probes;
    this.clock = clock;
  }

  /** Runs it if it is night and it has not run; called several times an hour. */
  public int run() {
    var now = clock.get();
    if (now.getHour() == HOUR && !last.equals(now.toLocalDate())) {
      try {
        probes.run();
        last = now.toLocalDate();
      } catch (Conflict beingMade) {
        // It is called again within the hour.
        return 0;
      }
    }
    return 0;
  }
}
