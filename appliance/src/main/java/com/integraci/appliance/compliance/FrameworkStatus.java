package com.integraci.appliance.compliance;

import com.integraci.bundles.compliance.ComplianceMap;
import java.time.Instant;
import java.util.List;

/**
 * What there is for a framework.
 *
 * @param map the framework with its controls
 * @param since decisions from then on were looked at
 * @param decisions how many latest decisions there were: one for each service and environment
 * @param more whether there are services that were not looked at, because there are too many
 * @param controls one for each control of the map, in its order
 */
public record FrameworkStatus(
    ComplianceMap map, Instant since, int decisions, boolean more, List<ControlStatus> controls) {

  public FrameworkStatus {
    controls = List.copyOf(controls);
  }

  /** How many controls came out how; those beyond rules are not counted. */
  public Counts counts() {
    return Counts.of(
        controls.stream()
            .filter(one -> one.control().beyond().isEmpty())
            .map(ControlStatus::outcome)
            .toList());
  }
}
