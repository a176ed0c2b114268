package com.integraci.appliance.members;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.Row;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Rows of identity providers. */
final class ProviderStore {

  private static final JsonMapper JSON = JsonMapper.shared();

  private static final String ALL =
      """
      select provider_id, alias, name, kind, settings, account, endpoints, enabled, state, problem,
          changed_at, secret_id, spare_id
      from app.identity_provider where tenant_id = ? order by provider_id limit 10
      """;

  /** A team's providers change one after another, so that their number holds. */
  private static final String LOCK =
      """
      select state from app.tenant where tenant_id = ? for no key update
      """;

  private static final String INSERT =
      """
      insert into app.identity_provider
          (tenant_id, provider_id, alias, name, kind, settings, account, enabled, secret_id)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict do nothing
      """;

  private static final String CHANGE =
      """
      update app.identity_provider
      set name = ?, enabled = ?, state = 'trying', problem = '', changed_at = now()
      where tenant_id = ? and provider_id = ?
      """;

  private static final String SPARE =
      """
      update app.identity_provider set spare_id = ? where tenant_id = ? and provider_id = ?
      """;

  private static final String SWAP =
      """
      update app.identity_provider
      set secret_id = spare_id, spare_id = secret_id, account = coalesce(nullif(?, ''), account),
          state = 'trying', problem = '', changed_at = now()
      where tenant_id = ? and provider_id = ? and spare_id = ?
      """;

  private static final String DESTROYED =
      """
      update app.identity_provider set spare_id = null
      where tenant_id = ? and provider_id = ? and spare_id = ?
      """;

  private static final String TRIED =
      """
      update app.identity_provider set endpoints = ? where tenant_id = ? and provider_id = ?
      """;

  private static final String END =
      """
      update app.identity_provider set state = ?, problem = ?, changed_at = now()
      where tenant_id = ? and provider_id = ? and state <> 'detaching'
      """;

  private static final String DETACH =
      """
      update app.identity_provider set state = 'detaching', changed_at = now()
      where tenant_id = ? and provider_id = ?
      """;

  private static final String DELETE =
      """
      delete from app.identity_provider where tenant_id = ? and provider_id = ?
      """;

  private ProviderStore() {}

  /** All of a team's, the oldest first. */
  static List<IdentityProvider> all(Database database, TenantId tenant) {
    return database.read(tenant, ALL, ProviderStore::provider, tenant);
  }

  static Optional<IdentityProvider> find(Database database, TenantId tenant, UUID id) {
    return all(database, tenant).stream().filter(one -> one.id().equals(id)).findFirst();
  }

  /** Those that people can come from. */
  static List<IdentityProvider> open(Tx tx, TenantId tenant) {
    return tx.query(ALL, ProviderStore::provider, tenant).stream()
        .filter(IdentityProvider::open)
        .toList();
  }

  /** All of a team's, which are nobody else's to change until the transaction ends. */
  static List<IdentityProvider> lock(Tx tx, Permit permit) {
    tx.query(LOCK, row -> row.text("state"), permit.tenant());
    return tx.query(ALL, ProviderStore::provider, permit.tenant());
  }

  /** Adds it; false when the team has one of that alias. */
  static boolean insert(Tx tx, Permit permit, AttachProvider command, Optional<UUID> secret) {
    return tx.execute(
            INSERT,
            permit.tenant(),
            permit.resource().id(),
            command.alias(),
            command.name(),
            command.kind().word(),
            json(command.settings()),
            command.account(),
            command.enabled(),
            secret.orElse(null))
        == 1;
  }

  static void change(Tx tx, Permit permit, UUID id, String name, boolean enabled) {
    tx.execute(CHANGE, name, enabled, permit.tenant(), id);
  }

  /** Names a secret that is about to be kept. */
  static void spare(Tx tx, Permit permit, UUID id, UUID secret) {
    tx.execute(SPARE, secret, permit.tenant(), id);
  }

  /**
   * Takes it, and names the former one as what is to be destroyed.
   *
   * @param account whose it is, or "" for the same as before
   */
  static void swap(Tx tx, Permit permit, UUID id, UUID secret, String account) {
    tx.execute(SWAP, account, permit.tenant(), id, secret);
  }

  static void destroyed(Tx tx, Permit permit, UUID id, UUID secret) {
    tx.execute(DESTROYED, permit.tenant(), id, secret);
  }

  static void tried(Tx tx, Permit permit, UUID id, String endpoints) {
    tx.execute(TRIED, endpoints, permit.tenant(), id);
  }

  static void attached(Tx tx, Permit permit, UUID id) {
    tx.execute(END, IdentityProvider.State.ATTACHED.word(), "", permit.tenant(), id);
  }

  static void failed(Tx tx, Permit permit, UUID id, ProviderProblem problem) {
    tx.execute(END, IdentityProvider.State.FAILED.word(), problem.code(), permit.tenant(), id);
  }

  static void detach(Tx tx, Permit permit, UUID id) {
    tx.execute(DETACH, permit.tenant(), id);
  }

  static void delete(Tx tx, Permit permit, UUID id) {
    tx.execute(DELETE, permit.tenant(), id);
  }

  static String json(Map<String, String> values) {
    return JSON.writeValueAsString(values);
  }

  private static Map<String, String> values(String json) {
    return JSON.readValue(json, new TypeReference<Map<String, String>>() {});
  }

  private static IdentityProvider provider(Row row) {
    return new IdentityProvider(
        row.uuid("provider_id"),
        row.text("alias"),
        row.text("name"),
        IdentityProvider.Kind.valueOf(row.text("kind").toUpperCase(Locale.ROOT)),
        values(row.text("settings")),
        row.text("account"),
        values(row.text("endpoints")),
        row.flag("enabled"),
        IdentityProvider.State.valueOf(row.text("state").toUpperCase(Locale.ROOT)),
        Optional.of(row.text("problem")).filter(code -> !code.isEmpty()).map(ProviderProblem::of),
        row.instant("changed_at"),
        new IdentityProvider.Kept(row.optionalUuid("secret_id"), row.optionalUuid("spare_id")));
  }
}
