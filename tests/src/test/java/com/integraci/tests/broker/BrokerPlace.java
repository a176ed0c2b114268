package com.integraci.tests.broker;

import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.broker.Broker;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.openbao.OpenBao;
import com.integraci.appliance.policy.Policy;
import com.integraci.config.BrokerTrust;
import com.integraci.config.ControlSettings;
import com.integraci.config.NatsKey;
import com.integraci.config.NatsToken;
import com.integraci.tests.Await;
import com.integraci.tests.NatsServer;
import com.integraci.tests.OpenBaoServer;
import com.integraci.tests.PostgresServer;
import io.nats.client.ErrorListener;
import io.nats.client.NKey;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The product's broker over a database of its own, and clients that are none of the product's. */
final class BrokerPlace implements AutoCloseable {

  final NatsServer server;
  final ControlSettings settings;
  final Database database;
  final JobDatabase overview;
  final OpenBao openBao;
  final Policy policy = Policy.load();
  final AuditLog audit = new AuditLog();
  final Broker broker;
  private final OpenBaoServer vault = OpenBaoServer.shared();
  private final String witness = vault.witness();

  BrokerPlace() {
    server = NatsServer.start(vault);
    try {
      var folder = Files.createTempDirectory("integraci-broker");
      var trusted = folder.resolve("ca.pem");
      Files.writeString(
          trusted, Files.readString(server.authority()) + Files.readString(vault.authority()));
      settings =
          new ControlSettings(
              URI.create("https://localhost:1"),
              trusted,
              new ControlSettings.Http("127.0.0.1", 1024, trusted, trusted),
              PostgresServer.shared().copy(),
              new ControlSettings.Keycloak(URI.create("https://localhost:1/auth"), trusted),
              vault.settings(),
              server.settings(),
              new ControlSettings.Signup(true),
              folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    database = Database.open(settings.database());
    overview = JobDatabase.open(settings.database(), JobDatabase.Job.OVERVIEW);
    openBao = OpenBao.open(settings.openbao(), settings.authority());
    broker = Broker.open(settings, database, openBao, policy, audit);
  }

  /** A tenant with its namespace and its account. */
  TenantId tenant() {
    TenantId tenant = TenantId.fresh();
    sql(
        "insert into app.tenant (tenant_id, slug, plan, organisation, state)"
            + " values (?, ?, 'team', 'Tests', 'active')",
        tenant.value(),
        "t" + UUID.randomUUID().toString().substring(0, 8));
    Await.available(() -> openBao.tenants().provision(tenant));
    broker.accounts().make(tenant, "team");
    return tenant;
  }

  String account(TenantId tenant) {
    return database
        .inTenant(
            tenant,
            tx ->
                tx.first(
                    """
                    select account from app.broker_account
                    """,
                    row -> row.text("account")))
        .orElseThrow();
  }

  long entries(TenantId tenant, String action) {
    return database
        .system()
        .inTenant(
            tenant,
            tx ->
                tx.first(
                    """
                    select count(*) as n from app.audit_entry
                    where convert_from(body, 'UTF8')::jsonb ->> 'action' = ?
                    """,
                    row -> row.number("n"),
                    action))
        .orElseThrow();
  }

  /** Changes what the product's roles can't, as PostgreSQL's superuser. */
  void sql(String statement, Object... values) {
    try (var connection = PostgresServer.shared().superuser(settings.database().name());
        var prepared = connection.prepareStatement(statement)) {
      for (int i = 0; i < values.length; i++) {
        prepared.setObject(i + 1, values[i]);
      }
      prepared.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }

  /** A client that may do everything in a tenant's account, past the product. */
  Client anybody(TenantId tenant) {
    return connect(account(tenant), "t-" + tenant, "broker");
  }

  /** A client that may publish on one subject only, and listen everywhere. */
  Client asking(TenantId tenant, String subject) {
    NKey user = user();
    var may = Map.of("pub", Map.of("allow", List.of(subject)));
    String token =
        userToken(account(tenant), id(user), may)
            .sign(message -> sign("t-" + tenant, "broker", message));
    return connect(user, token);
  }

  /** A client that may do everything in the system account, past the product. */
  Client system() {
    return connect(systemAccount(), "appliance", BrokerTrust.SYSTEM_KEY);
  }

  String systemAccount() {
    return vault.brokerTrust().system();
  }

  private Client connect(String account, String namespace, String key) {
    NKey user = user();
    String token =
        userToken(account, id(user), Map.of()).sign(message -> sign(namespace, key, message));
    return connect(user, token);
  }

  /** The token of a user that may do everything in a tenant's account, signed by its key. */
  String token(TenantId tenant, NKey user) {
    return userToken(account(tenant), id(user), Map.of())
        .sign(message -> sign("t-" + tenant, "broker", message));
  }

  static NatsToken userToken(String account, String user, Map<String, ?> more) {
    var nats = new java.util.HashMap<String, Object>(more);
    nats.putAll(Map.of("type", "user", "version", 2, "subs", -1, "data", -1, "payload", -1));
    nats.putIfAbsent("pub", Map.of("allow", List.of(">")));
    nats.putIfAbsent("sub", Map.of("allow", List.of(">")));
    Instant now = Instant.now();
    return new NatsToken(account, user, "foreign", now, now.plusSeconds(600), nats);
  }

  /** The same token, of two hours ago. */
  static NatsToken expired(NatsToken token) {
    var begun = token.issued().minusSeconds(7_200);
    return new NatsToken(
        token.issuer(), token.subject(), token.name(), begun, begun.plusSeconds(600), token.nats());
  }

  /** Connects with a user's key and token; throws what the client throws when it is refused. */
  Client connect(NKey user, String token) {
    try {
      return new Client(
          Nats.connect(
              Options.builder()
                  .server(settings.nats().url().toString())
                  .sslContext(server.trusted())
                  .authHandler(Nats.staticCredentials(token.toCharArray(), user.getSeed()))
                  .inboxPrefix("_INBOX_" + id(user) + ".")
                  .connectionTimeout(Duration.ofSeconds(5))
                  .errorListener(new ErrorListener() {})
                  .noReconnect()
                  .build()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Signs with a key in OpenBao, as somebody who may do all there. */
  byte[] sign(String namespace, String key, byte[] message) {
    var body = Map.of("input", Base64.getEncoder().encodeToString(message));
    var answer = vault.client().send(witness, "POST", namespace, "transit/sign/" + key, body);
    String text = answer.body().path("data").path("signature").asString();
    return Base64.getDecoder().decode(text.substring(text.lastIndexOf(':') + 1));
  }

  static NKey user() {
    try {
      return NKey.createUser(new java.security.SecureRandom());
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String id(NKey key) {
    try {
      return new String(key.getPublicKey());
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Somebody's own operator. */
  record Rogue(NKey key) {
    static Rogue make() {
      try {
        return new Rogue(NKey.createOperator(new java.security.SecureRandom()));
      } catch (IOException | GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    /** An account's statement, signed by it. */
    String claims(String account, Instant issued) {
      var nats =
          Map.of(
              "limits",
              Map.of("conn", -1, "subs", -1, "data", -1, "payload", -1, "wildcards", true),
              "type",
              "account",
              "version",
              2);
      return new NatsToken(id(key), account, "rogue", issued, Instant.MAX, nats).sign(this::sign);
    }

    byte[] sign(byte[] message) {
      try {
        return key.sign(message);
      } catch (IOException | GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Whether a text is an account's key. */
  static boolean isAccount(String text) {
    return NatsKey.ACCOUNT.matches(text);
  }

  @Override
  public void close() {
    broker.close();
    openBao.close();
    overview.close();
    database.close();
    server.close();
  }
}
