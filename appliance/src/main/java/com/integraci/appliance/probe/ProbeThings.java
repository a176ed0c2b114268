package com.integraci.appliance.probe;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.TenantId;
import java.util.HashMap;
import java.util.Map;

/** What a probe tenant has that a route can be asked for, by the parameter that names it. */
record ProbeThings(Database database) {

  private static final String ALL =
      """
      (select 'tenant' as kind, slug as id from app.tenant where tenant_id = ? limit 1)
      union all
      (select 'workflow', workflow_id::text from app.workflow where tenant_id = ? limit 1)
      union all
      (select 'group', group_id::text from app.member_group where tenant_id = ? limit 1)
      union all
      (select 'webhook', webhook_id::text from app.webhook where tenant_id = ? limit 1)
      """;

  /** Each kind that there is, with the id of one. */
  Map<String, String> of(TenantId tenant) {
    var found = new HashMap<String, String>();
    database
        .system()
        .inTenant(
            tenant,
            tx ->
                tx.query(
                    ALL,
                    row -> found.put(row.text("kind"), row.text("id")),
                    tenant,
                    tenant,
                    tenant,
                    tenant));
    return found;
  }
}
