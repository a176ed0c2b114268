package com.integraci.appliance.decisions;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import com.integraci.bundles.policy.DecisionRecord;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes decisions down before anybody is told of them. Whoever comes while a team's commit is
 * under way waits for the next one and shares it: one of those who wait makes it for all, with one
 * entry in the audit chain that holds the hash of all.
 */
final class DecisionLog {

  private static final Duration WAIT_MAX = Duration.ofSeconds(30);

  private final Database database;
  private final Policy policy;
  private final AuditLog audit;
  private final Map<TenantId, Batches<Lined>> queues = new ConcurrentHashMap<>();

  DecisionLog(Database database, Policy policy, AuditLog audit) {
    this.database = database;
    this.policy = policy;
    this.audit = audit;
  }

  /** A draft with its line, which is made before anybody waits for its commit. */
  @SuppressWarnings("ArrayRecordComponent") // Hashed, never compared.
  private record Lined(Draft draft, byte[] line) {

    private boolean allowed() {
      return draft.outcome().allowed();
    }

    private long length() {
      return draft.length();
    }
  }

  /**
   * Writes the decision down; returns when it is committed.
   *
   * @throws com.integraci.appliance.failure.Limited when too many of the team's wait
   * @throws com.integraci.appliance.failure.Unavailable when it is not known to be committed
   */
  void write(Draft draft) {
    var tenant = draft.permit().tenant();
    var queue = queues.computeIfAbsent(tenant, _ -> new Batches<>(WAIT_MAX, Lined::length));
    queue.run(new Lined(draft, draft.chained()), lines -> commit(tenant, lines));
  }

  private void commit(TenantId tenant, List<Lined> lines) {
    var batch = UuidV7.next();
    var permit =
        policy.system(tenant, batch, Action.DECISION_RECORD, new Resource("decision-batch", batch));
    var drafts = lines.stream().map(Lined::draft).toList();
    long allowed = lines.stream().filter(Lined::allowed).count();
    var facts =
        Map.of(
            "allowed", Long.toString(allowed),
            "denied", Long.toString(drafts.size() - allowed),
            "digest", DecisionRecord.digest(lines.stream().map(Lined::line).toList()));
    database.inTenant(
        tenant,
        tx -> {
          DecisionStore.add(tx, permit, batch, drafts);
          DenialStore.add(tx, permit, drafts);
          audit.append(tx, permit, AuditEvent.done(permit.resource()).with(facts));
          return batch;
        });
  }
}
