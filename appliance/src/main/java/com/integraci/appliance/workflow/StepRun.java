package com.integraci.appliance.workflow;

import com.integraci.appliance.database.TenantId;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * What a step is told.
 *
 * @param tenant whose work it is
 * @param workflow the workflow's id, the same in each attempt
 * @param payload what the workflow was started with
 * @param results what the steps before found out, by the step's name
 */
public record StepRun(
    TenantId tenant, UUID workflow, Payload payload, Map<String, Payload> results) {

  public StepRun {
    Objects.requireNonNull(tenant);
    Objects.requireNonNull(workflow);
    Objects.requireNonNull(payload);
    results = Map.copyOf(results);
  }
}
