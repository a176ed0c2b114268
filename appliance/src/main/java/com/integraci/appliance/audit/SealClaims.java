package com.integraci.appliance.audit;

import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import java.util.List;

/** Which tenants have work for the sealer: asked across tenants, answered in ids. */
final class SealClaims {

  private static final int TENANTS_MAX = 1000;

  // Goes from tenant to tenant through the primary key: one probe each, however long the chains.
  private static final String UNSEALED =
      """
      with recursive tenants as (
          (select e.tenant_id from app.audit_entry e order by e.tenant_id limit 1)
          union all
          select (select e.tenant_id from app.audit_entry e
                  where e.tenant_id > t.tenant_id order by e.tenant_id limit 1)
          from tenants t where t.tenant_id is not null
      )
      select t.tenant_id
      from tenants t left join app.audit_low_water w on w.tenant_id = t.tenant_id
      where t.tenant_id is not null and exists (
          select from app.audit_entry e
          where e.tenant_id = t.tenant_id and e.position > coalesce(w.position, 0)
          and not exists (
              select from app.audit_seal s
              where s.tenant_id = e.tenant_id and s.position = e.position))
      limit ?
      """;

  private static final String GROWN =
      """
      with recursive tenants as (
          (select s.tenant_id from app.audit_seal s order by s.tenant_id limit 1)
          union all
          select (select s.tenant_id from app.audit_seal s
                  where s.tenant_id > t.tenant_id order by s.tenant_id limit 1)
          from tenants t where t.tenant_id is not null
      )
      select t.tenant_id
      from tenants t
      where t.tenant_id is not null
      and (select max(s.sequence) from app.audit_seal s where s.tenant_id = t.tenant_id)
        > coalesce((select max(c.sequence) from app.audit_checkpoint c
                    where c.tenant_id = t.tenant_id), 0)
      limit ?
      """;

  private final JobDatabase database;

  SealClaims(JobDatabase database) {
    this.database = database;
  }

  /** Tenants with entries that have no seal, 1000 at most. */
  List<TenantId> unsealed() {
    return ids(UNSEALED);
  }

  /** Tenants whose chain has grown since its last checkpoint, 1000 at most. */
  List<TenantId> grown() {
    return ids(GROWN);
  }

  private List<TenantId> ids(String sql) {
    return database.claim(
        tx -> tx.query(sql, row -> new TenantId(row.uuid("tenant_id")), TENANTS_MAX));
  }
}
