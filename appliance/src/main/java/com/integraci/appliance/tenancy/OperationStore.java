package com.integraci.appliance.tenancy;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import java.util.List;
import java.util.UUID;

/** The secrets that let people watch a tenant's workflow without signing in. */
final class OperationStore {

  /** A tenant's sign-up may be asked for again so often. */
  static final int SECRETS_MAX = 20;

  private static final String INSERT =
      """
      insert into app.operation (tenant_id, workflow_id, secret_hash) values (?, ?, ?)
      """;

  private static final String WORKFLOWS =
      """
      select workflow_id from app.operation where tenant_id = ? order by created_at limit 20
      """;

  private OperationStore() {}

  static void insert(Tx tx, Permit permit, UUID workflow, OperationSecret secret) {
    tx.execute(INSERT, permit.tenant().value(), workflow, secret.hash());
  }

  /** One for each secret, 20 at most. */
  static List<UUID> workflows(Tx tx, TenantId tenant) {
    return tx.query(WORKFLOWS, row -> row.uuid("workflow_id"), tenant.value());
  }
}
