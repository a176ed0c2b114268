package com.integraci.appliance.audit;

import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.ActionDecision;
import com.integraci.appliance.policy.Permit;
import java.util.HexFormat;

/** Rows of {@code decision} that are on actions of the platform. */
final class ActionDecisionStore {

  private static final HexFormat HEX = HexFormat.of();

  private static final String INSERT =
      """
      insert into app.decision (tenant_id, decision_id, kind, action, role, resource_kind,
                                resource_id, allowed, reason, bundle_name, bundle_version,
                                bundle_digest, floor_digest, input, salt, input_hash,
                                result_hash, findings_hash, result, latency_micros, actor_kind,
                                actor_id, request_id, batch_id, batch_place, decided_at)
      values (?, ?, 'action-1', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict do nothing
      """;

  /** Adds what was allowed; once more is no matter. */
  void add(Tx tx, Permit permit, ActionDecision made) {
    insert(tx, permit, made, null, null);
  }

  /** Adds what was denied, at its place in the batch that the permit is for. */
  void add(Tx tx, Permit permit, ActionDecision made, int place) {
    insert(tx, permit, made, permit.resource().id(), place);
  }

  private static void insert(
      Tx tx, Permit permit, ActionDecision made, Object batch, Object place) {
    var judgement = made.judgement();
    var hashes = made.hashes();
    var actor = made.caller().actor();
    tx.executeWithNext(
        INSERT,
        permit.tenant(),
        made.id(),
        made.action().id(),
        made.caller().role().word(),
        made.resource().kind(),
        made.resource().id(),
        judgement.allowed(),
        judgement.reason(),
        judgement.bundle().name(),
        judgement.bundle().version(),
        HEX.parseHex(judgement.bundle().digest()),
        HEX.parseHex(made.floor()),
        made.input(),
        HEX.parseHex(hashes.salt().orElseThrow()),
        HEX.parseHex(hashes.input()),
        HEX.parseHex(hashes.result()),
        HEX.parseHex(hashes.findings().orElseThrow()),
        judgement.result(),
        judgement.latency().toNanos() / 1000,
        ActionDecision.word(actor.kind()),
        actor.id(),
        made.caller().request(),
        batch,
        place,
        made.at());
  }
}
