package com.integraci.appliance.secrets;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.Row;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Rows of secrets: the references that are shown. */
final class SecretStore {

  private static final String ONE =
      """
      select secret_id, name, version, created_at, rotated_at, last_used_at
      from app.secret
      where tenant_id = ? and name = ?
      """;

  private static final String ONE_LOCKED =
      """
      select secret_id, name, version, created_at, rotated_at, last_used_at
      from app.secret
      where tenant_id = ? and name = ?
      for update
      """;

  private static final String PAGE =
      """
      select secret_id, name, version, created_at, rotated_at, last_used_at
      from app.secret
      where tenant_id = ? and name > ?
      order by name
      limit ?
      """;

  private static final String COUNT =
      """
      select count(*) as secrets from app.secret where tenant_id = ?
      """;

  private static final String INSERT =
      """
      insert into app.secret (tenant_id, secret_id, name, value_id)
      values (?, ?, ?, ?)
      on conflict (tenant_id, name) do nothing
      """;

  private static final String ROTATE =
      """
      update app.secret
      set version = ?, value_id = ?, rotated_at = now()
      where tenant_id = ? and secret_id = ? and version = ?
      """;

  private static final String DELETE =
      """
      delete from app.secret where tenant_id = ? and secret_id = ?
      """;

  Optional<SecretReference> find(Tx tx, TenantId tenant, SecretName name) {
    return tx.first(ONE, SecretStore::reference, tenant, name.value());
  }

  /** Finds it and keeps others from changing it until the transaction ends. */
  Optional<SecretReference> lock(Tx tx, TenantId tenant, SecretName name) {
    return tx.first(ONE_LOCKED, SecretStore::reference, tenant, name.value());
  }

  /** Secrets by name, after one name ("" for the first). */
  List<SecretReference> page(Database database, TenantId tenant, String after, int limit) {
    return database.read(tenant, PAGE, SecretStore::reference, tenant, after, limit);
  }

  long count(Tx tx, TenantId tenant) {
    return tx.first(COUNT, row -> row.number("secrets"), tenant).orElseThrow();
  }

  /** Adds a secret at version 1; false when there is one of that name. */
  boolean insert(Tx tx, Permit permit, UUID secret, SecretName name, UUID value) {
    return tx.execute(INSERT, permit.tenant(), secret, name.value(), value) == 1;
  }

  /** Makes a secret name another value; false when it is not at the version before. */
  boolean rotate(Tx tx, Permit permit, UUID secret, int version, UUID value) {
    return tx.execute(ROTATE, version, value, permit.tenant(), secret, version - 1) == 1;
  }

  void delete(Tx tx, Permit permit, UUID secret) {
    tx.execute(DELETE, permit.tenant(), secret);
  }

  private static SecretReference reference(Row row) {
    return new SecretReference(
        row.uuid("secret_id"),
        new SecretName(row.text("name")),
        Math.toIntExact(row.number("version")),
        row.instant("created_at"),
        row.instant("rotated_at"),
        row.optionalInstant("last_used_at"));
  }
}
