package com.integraci.tests.secrets;

import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.openbao.OpenBao;
import com.integraci.appliance.openbao.SecretValue;
import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Role;
import com.integraci.appliance.secrets.DeleteSecret;
import com.integraci.appliance.secrets.Expected;
import com.integraci.appliance.secrets.PutSecret;
import com.integraci.appliance.secrets.SecretName;
import com.integraci.appliance.secrets.SecretProbe;
import com.integraci.appliance.secrets.SecretReference;
import com.integraci.appliance.secrets.SecretSweeper;
import com.integraci.appliance.secrets.Secrets;
import com.integraci.config.ControlSettings;
import com.integraci.tests.OpenBaoServer;
import com.integraci.tests.PostgresServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The feature on a real PostgreSQL and OpenBao, with one tenant. */
final class SecretsBench implements AutoCloseable {

  final PostgresServer postgres = PostgresServer.shared();
  final OpenBaoServer bao = OpenBaoServer.shared();
  final ControlSettings.Database settings = postgres.copy();
  final Database database = Database.open(settings);
  final TenantId tenant = TenantId.fresh();
  final Caller owner = caller(Role.OWNER);
  private final JobDatabase sweeps = JobDatabase.open(settings, JobDatabase.Job.SWEEPER);
  private final OpenBao openBao = OpenBao.open(bao.settings(), bao.authority());
  private final Policy policy = Policy.load();

  /** A process that died: no handler of the product catches it. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  SecretsBench() {
    database.inTenant(
        tenant,
        tx ->
            tx.execute(
                """
                insert into app.tenant (tenant_id, slug, plan, organisation, state)
                values (?, 'alpha', 'team', 'Alpha', 'active')
                """,
                tenant));
    openBao.tenants().provision(tenant);
  }

  Caller caller(Role role) {
    return new Caller(tenant, new Actor(Actor.Kind.MEMBER, UuidV7.next()), role, UuidV7.next());
  }

  Secrets secrets() {
    return secrets(SecretProbe.NONE);
  }

  /** The verbs of a process that dies at that point. */
  Secrets dyingAt(SecretProbe.Point point) {
    return secrets(
        reached -> {
          if (reached == point) {
            throw new Killed();
          }
        });
  }

  private Secrets secrets(SecretProbe probe) {
    return new Secrets(policy, database, new AuditLog(), openBao, sweeper(probe), probe);
  }

  SecretSweeper sweeper(SecretProbe probe) {
    return new SecretSweeper(policy, database, sweeps, new AuditLog(), openBao, () -> {}, probe);
  }

  SecretReference put(String name, String value) {
    return secrets().run(owner, command(name, value, new Expected.Anything()));
  }

  void delete(String name) {
    secrets().run(owner, new DeleteSecret(new SecretName(name), new Expected.Anything(), false));
  }

  static PutSecret command(String name, String value, Expected expected) {
    return new PutSecret(new SecretName(name), new SecretValue(value), expected, "", false);
  }

  /** What OpenBao holds for the tenant: value by id. */
  Map<String, String> stored() {
    String token = bao.witness();
    var client = bao.client();
    String namespace = "t-" + tenant;
    return client
        .send(token, "LIST", namespace, "kv/metadata", Map.of())
        .body()
        .path("data")
        .path("keys")
        .valueStream()
        .map(key -> key.asString())
        .collect(
            Collectors.toMap(
                key -> key,
                key ->
                    client
                        .send(token, "GET", namespace, "kv/data/" + key, Map.of())
                        .body()
                        .at("/data/data/value")
                        .asString("")));
  }

  /** The values that secrets name. */
  Set<String> named() {
    return Set.copyOf(
        database.inTenant(
            tenant,
            tx ->
                tx.query(
                    "select value_id from app.secret where tenant_id = ?",
                    row -> row.uuid("value_id").toString(),
                    tenant)));
  }

  /** Rows of versions that are neither live nor destroyed. */
  long left() {
    return count(
        "select count(*) as n from app.secret_version where state in ('pending','retired')");
  }

  long entries() {
    return count("select count(*) as n from app.audit_entry");
  }

  private long count(String sql) {
    return database.inTenant(tenant, tx -> tx.first(sql, row -> row.number("n"))).orElseThrow();
  }

  /** Makes every row of a version look that much older. */
  void age(Duration by) {
    try (var connection = postgres.connect("integraci_migrator", settings.name());
        var statement =
            connection.prepareStatement(
                "update app.secret_version set changed_at = changed_at - ?::interval")) {
      statement.setString(1, by.toSeconds() + " seconds");
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  Optional<SecretReference> find(String name) {
    return secrets().list(owner, "", Secrets.PAGE_MAX).secrets().stream()
        .filter(secret -> secret.name().value().equals(name))
        .findFirst();
  }

  UUID id(String name) {
    return find(name).orElseThrow().id();
  }

  @Override
  public void close() {
    openBao.close();
    sweeps.close();
    database.close();
  }
}
