package com.integraci.tests;

import com.integraci.appliance.ControlPlane;
import com.integraci.appliance.database.UuidV7;
import com.integraci.config.ControlSettings;
import com.nimbusds.jose.jwk.ECKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/**
 * The real control plane in this process, on a copy of the shared PostgreSQL's migrated database
 * and in front of the shared Keycloak, whose one origin it takes: there is one at a time. For what
 * goes through routes, roles and sessions. OpenBao is away, unless a test asks for it.
 */
public final class Plane implements AutoCloseable {

  private static final Duration WAIT = Duration.ofSeconds(30);

  private final PostgresServer server;
  private final ControlSettings settings;
  private final ControlPlane plane;
  private final Realms realms;
  private final SSLContext tls;
  private final HttpClient client;

  /** Somebody in a tenant, whose slug is its realm's name too. */
  public record Member(UUID tenant, String slug, UUID id) {}

  private Plane(PostgresServer server, ControlSettings settings, SSLContext tls) {
    this.server = server;
    this.settings = settings;
    this.tls = tls;
    this.plane = new ControlPlane(settings);
    this.client =
        HttpClient.newBuilder()
            .sslContext(tls)
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(WAIT)
            .build();
    this.realms = new Realms(settings, tls, this::send);
    plane.start();
  }

  /** Starts it. */
  public static Plane start() {
    return start(UnaryOperator.identity());
  }

  /** Starts it with other settings. */
  public static Plane start(UnaryOperator<ControlSettings> other) {
    try {
      var folder = Files.createTempDirectory("integraci-plane");
      Files.writeString(folder.resolve("provisioner"), "none");
      Files.writeString(folder.resolve("control-plane"), "none");
      var away = new ControlSettings.OpenBao(URI.create("https://localhost:1"), folder);
      return start(PostgresServer.shared(), folder, away, "", other);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it with the shared OpenBao, and lets identity providers stand on this machine. */
  public static Plane withOpenBao() {
    return withOpenBao(
        PostgresServer.shared(), settings -> settings.with(new ControlSettings.Providers(true)));
  }

  /** Starts it with the shared OpenBao on a server's migrated database, with other settings. */
  public static Plane withOpenBao(PostgresServer server, UnaryOperator<ControlSettings> other) {
    var openbao = OpenBaoServer.shared();
    try {
      var folder = Files.createTempDirectory("integraci-plane");
      var authority = Files.readString(openbao.authority());
      return start(server, folder, openbao.settings(), authority, other);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Plane start(
      PostgresServer server,
      Path folder,
      ControlSettings.OpenBao openbao,
      String authority,
      UnaryOperator<ControlSettings> other)
      throws IOException {
    var keycloak = KeycloakServer.shared();
    var certificate = folder.resolve("server.pem");
    var key = folder.resolve("server.key");
    keycloak.issueTo(certificate, key);
    var trusted = folder.resolve("ca.pem");
    Files.writeString(trusted, Files.readString(keycloak.authority()) + authority);
    var origin = keycloak.origin();
    var settings =
        new ControlSettings(
            origin,
            trusted,
            new ControlSettings.Http("127.0.0.1", origin.getPort(), certificate, key),
            server.copy(),
            keycloak.settings(),
            openbao,
            new ControlSettings.Nats(URI.create("tls://127.0.0.1:1")),
            new ControlSettings.Signup(true),
            folder);
    return new Plane(
        server, other.apply(settings), PemContext.of(keycloak.authority(), certificate, key));
  }

  /** Every route there is, and how it is guarded. */
  public ControlPlane plane() {
    return plane;
  }

  /** Its settings. */
  public ControlSettings settings() {
    return settings;
  }

  /** Its TLS, for a server beside it. */
  public SSLContext tls() {
    return tls;
  }

  /** A new active tenant with its realm and one member. */
  public Member tenant(String slug, String role) {
    var tenant = UuidV7.next();
    var member = new Member(tenant, slug, UuidV7.next());
    sql(
        "insert into app.tenant (tenant_id, slug, plan, organisation, state)"
            + " values (?, ?, 'team', 'Tests', 'active')",
        tenant,
        slug);
    insert(member, role);
    realms.make(member, "Tests");
    return member;
  }

  /** Makes the realm, with one member in it, of a tenant that is in the database already. */
  public void realm(Member member, String organisation) {
    realms.make(member, organisation);
  }

  /** Somebody whom the tenant's realm knows and our database does not. */
  public Member stranger(Member other) {
    var stranger = new Member(other.tenant(), other.slug(), UuidV7.next());
    realms.add(stranger);
    return stranger;
  }

  /** Makes a member of somebody. */
  public void insert(Member member, String role) {
    sql(
        "insert into app.member (tenant_id, member_id, kind, role) values (?, ?, 'member', ?)",
        member.tenant(),
        member.id(),
        role);
  }

  /** Changes what the product's roles can't, as PostgreSQL's superuser. */
  public void sql(String statement, Object... values) {
    texts(statement, values);
  }

  /** The one number that a query finds. */
  public long count(String query, Object... values) {
    return Long.parseLong(texts(query, values).getFirst());
  }

  /** The first column of what a query finds. */
  public List<String> texts(String query, Object... values) {
    try (var connection = server.superuser(settings.database().name());
        var prepared = connection.prepareStatement(query)) {
      bind(prepared, values);
      var found = new ArrayList<String>();
      var rows = prepared.execute() ? prepared.getResultSet() : null;
      while (rows != null && rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }

  private static void bind(PreparedStatement prepared, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      prepared.setObject(i + 1, values[i]);
    }
  }

  /** An access token of the member, for which it signs in. */
  public String token(Member member) {
    return realms.tokens(member).get("access_token");
  }

  /** The token that says to the client {@code console} who signed in. */
  public String idToken(Member member) {
    return realms.tokens(member).get("id_token");
  }

  /** The key that a realm signs with, as it publishes it. */
  public ECKey key(String realm) {
    return realms.key(realm);
  }

  /** Signs the member in at Keycloak; returns where that sends the browser. */
  public URI signIn(Member member, URI authorization) {
    return realms.signIn(member, authorization);
  }

  /** A request to a path; redirects are not followed. */
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(settings.url().resolve(path));
  }

  /** Sends it. */
  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.timeout(WAIT).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
    plane.close();
    realms.close();
  }
}
