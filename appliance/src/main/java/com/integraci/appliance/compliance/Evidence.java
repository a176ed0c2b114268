package com.integraci.appliance.compliance;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the latest decision found for one service on its way to one environment.
 *
 * @param decision the decision's id
 * @param service the service
 * @param environment the environment
 * @param bundle digest of the bundle that decided, SHA-256 in hexadecimal; none when none was
 *     active
 * @param findings of each rule; none when the rules came to no end
 */
record Evidence(
    UUID decision,
    String service,
    String environment,
    Optional<String> bundle,
    List<Found> findings) {

  Evidence {
    findings = List.copyOf(findings);
  }

  /** What one rule found. */
  record Found(String rule, Outcome outcome) {}
}
