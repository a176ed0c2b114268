package com.integraci.appliance.trust;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.Row;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import com.integraci.bundles.evidence.TrustedKey;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Rows of trusted keys. */
final class TrustStore {

  /** Keys of a team take turns, so that their bounds hold. */
  private static final String ALONE =
      """
      select pg_advisory_xact_lock(hashtextextended('integraci.trust.' || ?::text, 0))
      """;

  private static final String COLUMNS =
      """
      select trusted_key_id, name, public_key, bundles, evidence, voucher, added_by, added_at,
             removed_by, removed_at
      from app.trusted_key
      """;

  private static final String ALL =
      COLUMNS
          + """
          where tenant_id = ? order by removed_at is not null, name, trusted_key_id limit 200
          """;

  private static final String ONE = COLUMNS + "where tenant_id = ? and trusted_key_id = ?";

  private static final String ADD =
      """
      insert into app.trusted_key (tenant_id, trusted_key_id, name, public_key, fingerprint,
                                   bundles, evidence, voucher, added_by)
      values (?, ?, ?, ?, decode(?, 'hex'), ?, ?, ?, ?)
      """;

  private static final String REMOVE =
      """
      update app.trusted_key set removed_by = ?, removed_at = now()
      where tenant_id = ? and trusted_key_id = ? and removed_at is null
      """;

  /**
   * A row as it is: whether the voucher holds is not known yet.
   *
   * @param key what it says
   * @param voucher the site's word for it
   */
  record Claim(KnownKey key, String voucher) {}

  private TrustStore() {}

  static void alone(Tx tx, Permit permit) {
    tx.lockWithNext(ALONE, permit.tenant().toString());
  }

  static List<KnownKey> all(Tx tx, Permit permit) {
    return tx.query(ALL, TrustStore::claim, permit.tenant()).stream().map(Claim::key).toList();
  }

  static List<Claim> all(Database database, TenantId tenant) {
    return database.read(tenant, ALL, TrustStore::claim, tenant);
  }

  static Optional<Claim> one(Database database, TenantId tenant, UUID id) {
    return database.read(tenant, ONE, TrustStore::claim, tenant, id).stream().findFirst();
  }

  static Optional<KnownKey> one(Tx tx, TenantId tenant, UUID id) {
    return tx.first(ONE, TrustStore::claim, tenant, id).map(Claim::key);
  }

  static void add(Tx tx, Permit permit, AddKey key, String voucher) {
    tx.executeWithNext(
        ADD,
        permit.tenant(),
        permit.resource().id(),
        key.name(),
        key.key().encoded(),
        key.key().id(),
        key.purposes().bundles(),
        key.purposes().evidence(),
        voucher,
        permit.actor().id());
  }

  static boolean remove(Tx tx, Permit permit) {
    return tx.execute(REMOVE, permit.actor().id(), permit.tenant(), permit.resource().id()) == 1;
  }

  private static Claim claim(Row row) {
    return new Claim(
        new KnownKey(
            row.uuid("trusted_key_id"),
            row.text("name"),
            TrustedKey.ofEncoded(row.bytes("public_key")),
            new KnownKey.Purposes(row.flag("bundles"), row.flag("evidence")),
            new KnownKey.Step(row.uuid("added_by"), row.instant("added_at")),
            row.optionalUuid("removed_by")
                .map(by -> new KnownKey.Step(by, row.instant("removed_at")))),
        row.text("voucher"));
  }
}
