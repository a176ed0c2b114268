package com.integraci.appliance.workflow;

import com.integraci.appliance.database.TenantId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * What a step is told.
 *
 * @param tenant whose work it is
 * @param workflow the workflow's id, the same in each attempt
 * @param payload what the workflow was started with
 * @param results what the steps before found out, by the step's name
 * @param family what the workflow was started by, and what it has started
 */
public record StepRun(
    TenantId tenant, UUID workflow, Payload payload, Map<String, Payload> results, Family family) {

  public StepRun {
    Objects.requireNonNull(tenant);
    Objects.requireNonNull(workflow);
    Objects.requireNonNull(payload);
    Objects.requireNonNull(family);
    results = Map.copyOf(results);
  }

  /**
   * What the signal said that ended the wait of a step.
   *
   * @param step the step's own name
   * @return empty when the time was over first, or when it did not wait
   */
  public Optional<Payload> signal(String step) {
    return Optional.ofNullable(results.get(step));
  }

  /**
   * How the workflows ended that a step waited for, in the order in which it named them; also on
   * the way back.
   *
   * @param step the step's own name, or one's before it
   * @return none when it did not wait for any
   */
  public List<ChildEnd> children(String step) {
    return family.children().getOrDefault(step, List.of());
  }

  /** The same with what a step has found out, or what ended its wait. */
  StepRun with(String step, Payload result) {
    var all = new HashMap<>(results);
    all.put(step, result);
    return new StepRun(tenant, workflow, payload, all, family);
  }
}
