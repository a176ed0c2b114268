package com.integraci.tests.secrets;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.openbao.SecretValue;
import com.integraci.appliance.policy.Caller;
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
import com.integraci.config.SettingsFile;
import com.integraci.tests.Await;
import com.integraci.tests.OpenBaoServer;
import com.integraci.tests.PostgresServer;
import com.integraci.tests.Victim;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
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
  final TenantId tenant = TenantId.fresh();
  private final ControlSettings control = control();
  private final SecretsPlace place = new SecretsPlace(control, tenant);
  final Database database = place.database;
  final Caller owner = caller(Role.OWNER);

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
    Await.available(() -> place.openBao.tenants().provision(tenant));
  }

  /** Secrets need neither Keycloak nor a server, so these are files that nobody reads. */
  private ControlSettings control() {
    try {
      var folder = Files.createTempDirectory("integraci-secrets");
      var none = Files.createFile(folder.resolve("none"));
      var nowhere = URI.create("https://localhost:1");
      return new ControlSettings(
          nowhere,
          bao.authority(),
          new ControlSettings.Http("127.0.0.1", 1024, none, none),
          settings,
          new ControlSettings.Keycloak(nowhere.resolve("/auth"), none),
          bao.settings(),
          new ControlSettings.Nats(URI.create("tls://127.0.0.1:1")),
          new ControlSettings.Signup(true),
          folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Caller caller(Role role) {
    return place.caller(role);
  }

  Secrets secrets() {
    return place.secrets(SecretProbe.NONE);
  }

  SecretSweeper sweeper() {
    return place.sweeper(SecretProbe.NONE);
  }

  /** A process does this, and is killed at that point. */
  void killedAt(SecretProbe.Point point, KilledSecrets.Verb verb, String name) {
    try {
      var file = control.state().resolve("control.yaml");
      Files.writeString(file, SettingsFile.write(control));
      Victim.run(
          KilledSecrets.class,
          control.state().resolve("killed.log"),
          file.toString(),
          tenant.toString(),
          point.name(),
          verb.name(),
          name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  SecretReference put(String name, String value) {
    return secrets().run(owner, command(name, value, new Expected.Anything()));
  }

  void delete(String name) {
    secrets().run(owner, deletion(name));
  }

  static DeleteSecret deletion(String name) {
    return new DeleteSecret(new SecretName(name), new Expected.Anything(), false);
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
    place.close();
  }
}
