package com.integraci.appliance.decisions;

import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.metrics.Counter;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.ActionDecision;
import com.integraci.appliance.policy.DenialLog;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes down what a team's people and programs were not let do. Those who come while a commit is
 * under way share the next, as those who ask at gates do, in a queue of their own: a flood of
 * denials holds up no gate, and at its bound is told to come later.
 */
final class Denials implements DenialLog {

  private static final Duration WAIT_MAX = Duration.ofSeconds(30);

  /** Facts of ids and words; findings come to that. */
  private static final long FACTS = 512;

  private final Database database;
  private final Policy policy;
  private final AuditLog audit;
  private final Counter denied;
  private final Map<TenantId, Batches<ActionDecision>> queues = new ConcurrentHashMap<>();

  Denials(DecisionFeature.Parts parts) {
    this.database = parts.database();
    this.policy = parts.policy();
    this.audit = parts.audit();
    this.denied =
        parts
            .metrics()
            .counter(
                "integraci_actions_denied_total",
                "Actions that somebody was not let do, by bundle.",
                "bundle");
  }

  @Override
  public void write(ActionDecision decision) {
    var tenant = decision.caller().tenant();
    var queue = queues.computeIfAbsent(tenant, _ -> new Batches<>(WAIT_MAX, Denials::length));
    queue.run(decision, batch -> commit(tenant, batch));
    denied.increment(decision.judgement().bundle().name());
  }

  private static long length(ActionDecision decision) {
    return FACTS + decision.judgement().result().length();
  }

  private void commit(TenantId tenant, List<ActionDecision> decisions) {
    var batch = UuidV7.next();
    var permit =
        policy.system(tenant, batch, Action.DECISION_RECORD, new Resource("decision-batch", batch));
    database.inTenant(
        tenant,
        tx -> {
          audit.appendDenied(tx, permit, decisions);
          DenialStore.addActions(tx, permit, decisions);
          return batch;
        });
  }
}
