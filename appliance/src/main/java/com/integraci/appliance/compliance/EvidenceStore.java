package com.integraci.appliance.compliance;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.Row;
import com.integraci.appliance.policy.Permit;
import com.integraci.bundles.compliance.Evidence;
import com.integraci.bundles.compliance.Outcome;
import com.integraci.bundles.policy.DecisionKind;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Reads what the latest decisions found. */
final class EvidenceStore {

  private static final HexFormat HEX = HexFormat.of();

  /** Steps from pair to pair along the index; what rules said in words stays in the database. */
  private static final String LATEST =
      """
      with recursive pair as (
        (select service, environment from app.decision
         where tenant_id = ?::uuid and kind = ?::text and service is not null
         order by service, environment limit 1)
        union all
        select next.service, next.environment from pair
        cross join lateral (
          select service, environment from app.decision
          where tenant_id = ?::uuid and kind = ?::text
            and service is not null and (service, environment) > (pair.service, pair.environment)
          order by service, environment limit 1) as next
      )
      select latest.decision_id, pair.service, pair.environment, latest.bundle_digest,
             (select coalesce(string_agg(found->>'rule' || ' ' || (found->>'outcome')
                || case when found->>'exception' is not null then ' excepted' else '' end, ','), '')
              from jsonb_array_elements(latest.result::jsonb->'findings') as found) as findings
      from pair
      cross join lateral (
        select decision_id, decided_at, bundle_digest, result from app.decision
        where tenant_id = ?::uuid and kind = ?::text
          and service = pair.service and environment = pair.environment
        order by decision_id desc limit 1) as latest
      where latest.decided_at >= ?
      limit ?
      """;

  /** The same of actions, where the team's own rules decided. */
  private static final String ACTIONS =
      """
      with recursive one as (
        (select action from app.decision
         where tenant_id = ?::uuid and bundle_digest <> floor_digest
         order by action limit 1)
        union all
        select next.action from one
        cross join lateral (
          select action from app.decision
          where tenant_id = ?::uuid and bundle_digest <> floor_digest and action > one.action
          order by action limit 1) as next
      )
      select latest.decision_id, one.action as service, '' as environment, latest.bundle_digest,
             (select coalesce(string_agg(found->>'rule' || ' ' || (found->>'outcome'), ','), '')
              from jsonb_array_elements(latest.result::jsonb->'findings') as found) as findings
      from one
      cross join lateral (
        select decision_id, decided_at, bundle_digest, result from app.decision
        where tenant_id = ?::uuid and bundle_digest <> floor_digest and action = one.action
        order by decision_id desc limit 1) as latest
      where latest.decided_at >= ?
      limit ?
      """;

  private EvidenceStore() {}

  /** One for each action on which the team's own rules decided since then. */
  static List<Evidence> actions(Database database, Permit permit, Instant since, int limit) {
    var tenant = permit.tenant();
    return database.read(
        tenant, ACTIONS, EvidenceStore::evidence, tenant, tenant, tenant, since, limit);
  }

  /** One for each service and environment about which something was decided since then. */
  static List<Evidence> latest(Database database, Permit permit, Instant since, int limit) {
    var tenant = permit.tenant();
    var kind = DecisionKind.GATE_1.text();
    return database.read(
        tenant,
        LATEST,
        EvidenceStore::evidence,
        tenant,
        kind,
        tenant,
        kind,
        tenant,
        kind,
        since,
        limit);
  }

  private static Evidence evidence(Row row) {
    var findings =
        Arrays.stream(row.text("findings").split(",", -1))
            .filter(text -> !text.isEmpty())
            .map(EvidenceStore::found)
            .toList();
    return new Evidence(
        row.uuid("decision_id"),
        row.text("service"),
        row.text("environment"),
        row.optionalBytes("bundle_digest").map(HEX::formatHex),
        findings);
  }

  private static Evidence.Found found(String text) {
    var words = text.split(" ", -1);
    return new Evidence.Found(words[0], Outcome.of(words[1], words.length > 2));
  }
}
