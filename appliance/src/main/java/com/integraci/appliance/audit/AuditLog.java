package com.integraci.appliance.audit;

import com.integraci.appliance.database.Tx;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.policy.Permit;
import java.nio.charset.StandardCharsets;

/** Writes entries, in the transaction of what they record. */
public final class AuditLog {

  private static final String INSERT =
      """
      insert into app.audit_entry (tenant_id, entry_id, body) values (?, ?, ?)
      """;

  /** Adds one entry to the chain of the permit's tenant; it commits with the caller's change. */
  public void append(Tx tx, Permit permit, AuditEvent event) {
    var body = permit.action().id() + " " + event.outcome();
    tx.execute(
        INSERT, permit.tenant().value(), UuidV7.next(), body.getBytes(StandardCharsets.UTF_8));
  }
}
