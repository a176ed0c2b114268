package com.integraci.appliance.decisions;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.ActionDecision;
import com.integraci.appliance.policy.Permit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Rows of rules that made decisions a no. */
final class DenialStore {

  private static final String ADD =
      """
      insert into app.decision_denial (tenant_id, decision_id, rule, bundle_digest)
      select ?::uuid, id, rule, decode(digest, 'hex')
      from unnest(?::uuid[], ?::text[], ?::text[]) as d (id, rule, digest)
      on conflict do nothing
      """;

  private static final String PAGE =
      DecisionStore.COLUMNS
          + """
                 null as input, null::bytea as salt, '' as result
          from (
            select tenant_id, decision_id from app.decision_denial
            where tenant_id = ? and rule = ?::text and decision_id < ?::uuid
              and (?::text = '' or bundle_digest = decode(?::text, 'hex'))) as d
          join app.decision using (tenant_id, decision_id)
          where (?::text = '' or kind = ?::text)
            and (?::text = '' or service = ?::text) and (?::text = '' or gate = ?::text)
          order by decision_id desc limit ?
          """;

  private record Denying(UUID decision, String rule, String digest) {}

  private DenialStore() {}

  /** Adds what made each of the decisions a no. */
  static void add(Tx tx, Permit permit, List<Draft> drafts) {
    var rows = new ArrayList<Denying>();
    for (Draft draft : drafts) {
      for (String rule : draft.outcome().denying()) {
        rows.add(new Denying(draft.id(), rule, draft.bundle().orElseThrow().digest()));
      }
    }
    insert(tx, permit, rows);
  }

  /** Adds what kept somebody from each of the actions; once more is no matter. */
  static void addActions(Tx tx, Permit permit, List<ActionDecision> decisions) {
    var rows = new ArrayList<Denying>();
    for (ActionDecision decision : decisions) {
      var judgement = decision.judgement();
      Findings.read(judgement.result()).found().stream()
          .filter(Findings.Found::denies)
          .map(found -> new Denying(decision.id(), found.rule(), judgement.bundle().digest()))
          .forEach(rows::add);
    }
    insert(tx, permit, rows);
  }

  private static void insert(Tx tx, Permit permit, List<Denying> rows) {
    if (!rows.isEmpty()) {
      tx.executeWithNext(
          ADD,
          permit.tenant(),
          rows.stream().map(Denying::decision).toList(),
          rows.stream().map(Denying::rule).toList(),
          rows.stream().map(Denying::digest).toList());
    }
  }

  static List<Decision> page(
      Database database, Permit permit, DeniedBy by, UUID before, int limit) {
    var filter = by.filter();
    return database.read(
        permit.tenant(),
        PAGE,
        DecisionStore::decision,
        permit.tenant(),
        by.rule(),
        before,
        by.bundle(),
        by.bundle(),
        filter.kind(),
        filter.kind(),
        filter.service(),
        filter.service(),
        filter.gate(),
        filter.gate(),
        limit);
  }
}
