package com.integraci.appliance.console;

import com.integraci.appliance.probe.Attempt;
import java.time.Instant;
import java.util.List;

/**
 * The last run of the isolation probe.
 *
 * @param result how many of how many were blocked, or ""
 * @param whole whether all of them were
 * @param at when it ended
 * @param attempts what was tried, what nothing stopped first; empty when it never ran
 * @param action where it is run
 */
record ProbeView(String result, boolean whole, Instant at, List<Attempt> attempts, String action) {

  static ProbeView never(String action) {
    return new ProbeView("", true, Instant.EPOCH, List.of(), action);
  }

  static String area(Attempt attempt) {
    return switch (attempt.area()) {
      case "database" -> "Database";
      case "secrets" -> "Secrets";
      case "routes" -> "API";
      default -> "Events";
    };
  }
}
