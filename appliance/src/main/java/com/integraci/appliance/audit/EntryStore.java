package com.integraci.appliance.audit;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.bundles.audit.AuditDetail;
import java.util.Optional;

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

  private static final String DETAIL =
      """
      select d.salt, d.content
      from app.audit_seal s
      join app.audit_detail d on d.tenant_id = s.tenant_id and d.position = s.position
      where s.tenant_id = ? and s.sequence = ?
      """;

  void add(Tx tx, TenantId tenant, byte[] body) {
    tx.execute(INSERT, tenant, body);
  }

  void add(Tx tx, TenantId tenant, byte[] body, AuditDetail detail) {
    tx.execute(INSERT_WITH_DETAIL, tenant, body, detail.salt(), detail.content());
  }

  Optional<AuditDetail> detail(Tx tx, TenantId tenant, long sequence) {
    return tx.first(
        DETAIL,
        row -> AuditDetail.stored(row.bytes("salt"), row.bytes("content")),
        tenant,
        sequence);
  }
}
