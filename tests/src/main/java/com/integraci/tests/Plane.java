package com.integraci.tests;

import com.integraci.appliance.ControlPlane;
import com.integraci.appliance.database.UuidV7;
import com.integraci.config.ControlSettings;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
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
import java.util.UUID;
import javax.net.ssl.SSLContext;

/**
 * The real control plane in this process, on a copy of the shared PostgreSQL's migrated database,
 * with the realms of {@link RealmStandIn} in Keycloak's place. For what goes through routes, roles
 * and sessions; starts in a second or two.
 */
public final class Plane implements AutoCloseable {

  private static final Duration WAIT = Duration.ofSeconds(30);

  private final ControlSettings settings;
  private final ControlPlane plane;
  private final RealmStandIn realms;
  private final SSLContext tls;
  private final HttpClient client;

  /**
   * Somebody in a tenant.
   *
   * @param tenant the tenant's id
   * @param slug its slug and realm
   * @param id the member's id
   */
  public record Member(UUID tenant, String slug, UUID id) {}

  private Plane(ControlSettings settings, RealmStandIn realms, SSLContext tls) {
    this.settings = settings;
    this.realms = realms;
    this.tls = tls;
    this.plane = new ControlPlane(settings);
    this.client =
        HttpClient.newBuilder()
            .sslContext(tls)
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(WAIT)
            .build();
    plane.start();
  }

  /** Starts a control plane without OpenBao. */
  public static Plane start() {
    try {
      var folder = Files.createTempDirectory("integraci-plane");
      Files.writeString(folder.resolve("provisioner"), "none");
      Files.writeString(folder.resolve("control-plane"), "none");
      return start(folder, new ControlSettings.OpenBao(URI.create("https://localhost:1"), folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Plane start(Path folder, ControlSettings.OpenBao openbao) throws IOException {
    var certificates = new ThrowawayAuthority();
    var authority = folder.resolve("ca.pem");
    var certificate = folder.resolve("server.pem");
    var key = folder.resolve("server.key");
    certificates.writeTo(authority);
    certificates.issueTo(certificate, key);
    var clientKey = folder.resolve("client.jwk");
    Files.writeString(clientKey, newKey());
    int port = PostgresServer.freePort();
    var url = URI.create("https://localhost:" + port);
    var tls = PemContext.of(authority, certificate, key);
    var realms = new RealmStandIn(url, tls);
    return new Plane(
        new ControlSettings(
            url,
            authority,
            new ControlSettings.Http("127.0.0.1", port, certificate, key),
            PostgresServer.shared().copy(),
            new ControlSettings.Keycloak(realms.url(), clientKey),
            openbao,
            new ControlSettings.Signup(true),
            folder),
        realms,
        tls);
  }

  private static String newKey() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID("tests").generate().toJSONString();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
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

  /** A new active tenant with one member. */
  public Member tenant(String slug, String role) {
    var tenant = UuidV7.next();
    sql(
        "insert into app.tenant (tenant_id, slug, plan, organisation, state)"
            + " values (?, ?, 'team', 'Tests', 'active')",
        tenant,
        slug);
    return member(new Member(tenant, slug, tenant), role);
  }

  /** One more member of somebody's tenant. */
  public Member member(Member other, String role) {
    var id = UuidV7.next();
    sql(
        "insert into app.member (tenant_id, member_id, kind, role) values (?, ?, 'member'," + " ?)",
        other.tenant(),
        id,
        role);
    return new Member(other.tenant(), other.slug(), id);
  }

  /** Changes what the product's roles can't, as PostgreSQL's superuser. */
  public void sql(String statement, Object... values) {
    try (var connection = PostgresServer.shared().superuser(settings.database().name());
        var prepared = connection.prepareStatement(statement)) {
      bind(prepared, values);
      prepared.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }

  /** The one number that a query finds. */
  public long count(String query, Object... values) {
    try (var connection = PostgresServer.shared().superuser(settings.database().name());
        var prepared = connection.prepareStatement(query)) {
      bind(prepared, values);
      try (var rows = prepared.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }

  private static void bind(PreparedStatement prepared, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      prepared.setObject(i + 1, values[i]);
    }
  }

  /** An access token of the member. */
  public String token(Member member) {
    return realms.access(member.slug(), member.id());
  }

  /** The code that Keycloak would give for this authorization request, the member signing in. */
  public String code(Member member, String nonce, String challenge) {
    return realms.code(member.id(), nonce, challenge);
  }

  /** A request to a path; redirects are not followed. */
  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(settings.url().resolve(path)).timeout(WAIT);
  }

  /** Sends it. */
  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
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
