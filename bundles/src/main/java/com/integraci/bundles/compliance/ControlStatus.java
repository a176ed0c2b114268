package com.integraci.bundles.compliance;

import java.util.List;
import java.util.UUID;

/**
 * What there is for a control.
 *
 * @param control the control
 * @param counts of its findings
 * @param findings all of them: the rules that name the control, in each latest decision
 */
public record ControlStatus(Control control, Counts counts, List<Finding> findings) {

  public ControlStatus {
    findings = List.copyOf(findings);
  }

  /** What they come to; a control that is beyond rules has none. */
  public Outcome outcome() {
    return counts.worst();
  }

  /**
   * What one rule found, and where.
   *
   * @param rule the rule's id
   * @param service of which service, or in which action
   * @param environment on the way to which environment; "" in an action
   * @param outcome how it came out
   * @param decision the decision that says so
   */
  public record Finding(
      String rule, String service, String environment, Outcome outcome, UUID decision) {}
}
