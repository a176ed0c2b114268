package com.integraci.tests.tenancy;

import com.integraci.appliance.database.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Everything there is of a tenant, in every part, without what differs between two tenants. */
record EndState(List<String> lines) {

  private static final String ROWS =
      """
      select 'tenant ' || state as line from app.tenant
      union all select 'layer ' || layer || ' ' || state from app.layer
      union all select 'member ' || kind || ' ' || role from app.member
      union all select 'workflow ' || state || ' ' || step || ' ' || undoing from app.workflow
      union all select 'step ' || step || ' ' || undoing
        from app.workflow_step where outcome = 'done'
      union all select 'account' from app.broker_account
      union all select 'open attempt' from app.workflow where begun_at is not null
      order by line
      """;

  /** A login to the tenant's namespace is recorded before each attempt, so its number is none. */
  private static final String ENTRIES =
      """
      select 'entry ' || (body ->> 'action') || ' ' || (body ->> 'outcome')
          || ' ' || (body ->> 'facts') as line
      from (select convert_from(body, 'UTF8')::jsonb as body from app.audit_entry) as entry
      where body ->> 'action' <> 'broker.login'
      order by line
      """;

  private static final String OWNER =
      """
      select payload::jsonb ->> 'owner' as owner from app.workflow
      """;

  static EndState of(TeamPlace place, TenantId tenant, String slug) {
    var lines = new ArrayList<String>();
    place.database.inTenant(
        tenant,
        tx ->
            lines.addAll(tx.query(ROWS, row -> row.text("line")))
                && lines.addAll(tx.query(ENTRIES, row -> row.text("line"))));
    boolean realm = place.keycloak.has(slug, tenant);
    lines.add("realm " + realm);
    if (realm) {
      var owner = place.database.inTenant(tenant, tx -> tx.first(OWNER, row -> row.text("owner")));
      lines.add("owner " + place.keycloak.hasUser(slug, UUID.fromString(owner.orElseThrow())));
    }
    lines.add("namespace " + place.openbao.tenants().state(tenant));
    lines.add("waiting " + place.openbao.signups().read(tenant).isPresent());
    return new EndState(lines);
  }
}
