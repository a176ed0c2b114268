package com.integraci.appliance.bundles;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.Row;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.policy.ActionFacts;
import com.integraci.bundles.canonical.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * What is known of a bundle that somebody wants to approve or have decide. None of it changes
 * afterwards, but for its last replay, which can only become a younger one.
 */
final class BundleFacts {

  private static final String ONE =
      """
      select published_by, approved_by, coverage,
             (select max(r.ended_at) from app.replay r
              where r.tenant_id = b.tenant_id and r.bundle_id = b.bundle_id
                and r.state = 'finished') as replayed_at
      from app.policy_bundle b where tenant_id = ? and bundle_id = ?
      """;

  private BundleFacts() {}

  /** Of the team's bundle of that id; nothing when it has none. */
  static ActionFacts of(Database database, TenantId tenant, UUID id) {
    return database.read(tenant, ONE, BundleFacts::facts, tenant, id).stream()
        .findFirst()
        .orElse(ActionFacts.NONE);
  }

  private static ActionFacts facts(Row row) {
    var facts = JsonValue.object().put("published_by", row.uuid("published_by").toString());
    row.optionalUuid("approved_by").ifPresent(by -> facts.put("approved_by", by.toString()));
    row.optionalText("coverage")
        .ifPresent(text -> facts.put("coverage_percent", Covered.read(text).total().percent()));
    row.optionalInstant("replayed_at")
        .ifPresent(at -> facts.put("replay_hours", Duration.between(at, Instant.now()).toHours()));
    return ActionFacts.of("bundle", facts.build());
  }
}
