package com.integraci.appliance.audit;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import com.integraci.bundles.audit.AuditDetail;
import com.integraci.bundles.canonical.CanonicalJson;
import java.util.Optional;
import java.util.UUID;

/** Rows of {@code audit_entry} and {@code audit_detail}. */
final class EntryStore {

  private static final String INSERT =
      """
      insert into app.audit_entry (tenant_id, body) values (?, ?)
      """;

  private static final String INSERT_WITH_DETAIL =
      """
      with entry as (
          insert into app.audit_entry (tenant_id, body) values (?, ?) returning tenant_id, position
      )
      insert into app.audit_detail (tenant_id, position, salt, content)
      select tenant_id, position, ?, ? from entry
      """;

  private static final String ERASE =
      """
      delete from app.audit_detail
      where tenant_id = ? and position = (
          select position from app.audit_seal where tenant_id = ? and sequence = ?)
      """;

  private static final String SEALED =
      """
      select e.body, d.position is not null as stored
      from app.audit_seal s
      join app.audit_entry e on e.tenant_id = s.tenant_id and e.position = s.position
      left join app.audit_detail d on d.tenant_id = e.tenant_id and d.position = e.position
      where s.tenant_id = ? and s.sequence = ?
      """;

  /** An entry of a chain: its id, and what is left of its detail. */
  record Sealed(UUID id, DetailState state) {}

  void add(Tx tx, TenantId tenant, byte[] body) {
    tx.executeWithNext(INSERT, tenant, body);
  }

  void add(Tx tx, TenantId tenant, byte[] body, AuditDetail detail) {
    tx.executeWithNext(INSERT_WITH_DETAIL, tenant, body, detail.salt(), detail.content());
  }

  /** Takes the detail of a sealed entry away, salt and all; says whether there was one. */
  boolean erase(Tx tx, Permit permit, long sequence) {
    return tx.execute(ERASE, permit.tenant(), permit.tenant(), sequence) > 0;
  }

  Optional<Sealed> sealed(Tx tx, TenantId tenant, long sequence) {
    return tx.first(
        SEALED,
        row -> {
          var entry = CanonicalJson.readObject(row.bytes("body"));
          boolean hashed = entry.values().containsKey("detail");
          return new Sealed(
              UUID.fromString(entry.text("id")), DetailState.of(hashed, row.flag("stored")));
        },
        tenant,
        sequence);
  }
}
