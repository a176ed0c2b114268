package com.integraci.tests.isolation;

import com.integraci.appliance.ControlPlane;
import com.integraci.appliance.http.Route;
import com.integraci.config.ControlSettings;
import com.integraci.tests.PostgresServer;
import com.integraci.tests.ThrowawayAuthority;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;

/**
 * The control plane with two teams in its database, and realms' keys from a server of the test's
 * own. OpenBao is away: no other team's request may get as far.
 */
final class TwoTeams implements AutoCloseable {

  /** What a route of the API is sent that changes something. */
  private static final String BODY = "{\"step\": \"realm\"}";

  static final Team ALPHA = new Team("alpha", "a");
  static final Team BETA = new Team("beta", "b");

  /** One team and what is recognised as its own in an answer. */
  record Team(String slug, String digit) {
    String tenant() {
      return "01900000-0000-7000-8000-00000000000" + digit;
    }

    String member() {
      return "01900000-0000-7000-8000-0000000000e" + digit;
    }

    String workflow() {
      return "01900000-0000-7000-8000-0000000000f" + digit;
    }

    String secret() {
      return slug + "-marked-secret";
    }

    String organisation() {
      return slug + " marked organisation";
    }

    List<String> marks() {
      return List.of(tenant(), member(), workflow(), secret(), organisation());
    }

    String cookie() {
      return digit.repeat(43);
    }

    String csrf() {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(sha256("integraci csrf\n" + cookie()));
    }
  }

  private final PostgresServer postgres = PostgresServer.shared();
  private final ECKey key = key();
  private final HttpServer realms;
  private final ControlPlane plane;
  private final URI url;
  private final HttpClient client;

  TwoTeams(Path folder) throws IOException, SQLException {
    this.url = URI.create("https://localhost:" + freePort());
    this.realms = realms();
    var authority = new ThrowawayAuthority();
    authority.writeTo(folder.resolve("ca.pem"));
    authority.issueTo(folder.resolve("server.pem"), folder.resolve("server.key"));
    Files.writeString(folder.resolve("client.jwk"), key().toJSONString());
    Files.writeString(folder.resolve("provisioner"), "none");
    Files.writeString(folder.resolve("control-plane"), "none");
    var database = postgres.copy();
    seed(database);
    this.plane = new ControlPlane(settings(folder, database));
    plane.start();
    this.client = HttpClient.newBuilder().sslContext(authority.trusted()).build();
  }

  List<Route> routes() {
    return plane.table().routes();
  }

  /** A token of the team's owner. */
  String token(Team team) throws JOSEException {
    return token(team, key);
  }

  /** The same, signed by a key that is no realm's. */
  String forged(Team team) throws JOSEException {
    return token(team, key());
  }

  /** Calls a route, with its path's parameters filled with one team's ids. */
  HttpResponse<String> call(Route route, String slug, Team ids, String... headers)
      throws IOException, InterruptedException {
    String path =
        route
            .path()
            .replace("{slug}", slug)
            .replaceAll("\\{\\+?name\\}", ids.secret())
            .replaceAll("\\{[^}]+\\}", ids.workflow());
    String query = route.page() ? "?name=" + ids.secret() : "";
    String body = route.page() ? "name=" + ids.secret() : BODY;
    var request =
        HttpRequest.newBuilder(url.resolve(path + query))
            .timeout(Duration.ofSeconds(30))
            .method(
                route.method().name(),
                route.method().safe()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    request.header(
        "Content-Type", route.page() ? "application/x-www-form-urlencoded" : "application/json");
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** What proves to the route that the team's owner asks. */
  String[] proof(Route route, Team team) throws JOSEException {
    return route.page()
        ? new String[] {
          "Cookie", "__Secure-integraci=" + team.cookie(), "X-CSRF-Token", team.csrf()
        }
        : new String[] {"Authorization", "Bearer " + token(team)};
  }

  @Override
  public void close() {
    client.close();
    plane.close();
    realms.stop(0);
  }

  private void seed(ControlSettings.Database database) throws SQLException {
    try (var migrator = postgres.connect("integraci_migrator", database.name())) {
      for (Team team : List.of(ALPHA, BETA)) {
        Wall.execute(migrator, rows(team));
      }
    }
  }

  private static String rows(Team team) {
    return """
    insert into app.tenant (tenant_id, slug, plan, organisation, state)
        values ('%1$s', '%2$s', 'team', '%3$s', 'active');
    insert into app.member (tenant_id, member_id, kind, role)
        values ('%1$s', '%4$s', 'member', 'owner');
    insert into app.session (tenant_id, session_id, token_hash, member_id, id_token, expires_at)
        values ('%1$s', '%4$s', '\\x%5$s', '%4$s', 'none', now() + interval '1 hour');
    insert into app.workflow (tenant_id, workflow_id, definition, version, payload, state, step)
        values ('%1$s', '%6$s', 'tenant.provision', 1, '{}', 'stuck', 'realm');
    insert into app.secret (tenant_id, secret_id, name, value_id)
        values ('%1$s', '%4$s', '%7$s', '%4$s')
    """
        .formatted(
            team.tenant(),
            team.slug(),
            team.organisation(),
            team.member(),
            HexFormat.of().formatHex(sha256(team.cookie())),
            team.workflow(),
            team.secret());
  }

  private ControlSettings settings(Path folder, ControlSettings.Database database) {
    return new ControlSettings(
        url,
        folder.resolve("ca.pem"),
        new ControlSettings.Http(
            "127.0.0.1", url.getPort(), folder.resolve("server.pem"), folder.resolve("server.key")),
        database,
        new ControlSettings.Keycloak(
            URI.create("http://127.0.0.1:" + realms.getAddress().getPort() + "/auth"),
            folder.resolve("client.jwk")),
        new ControlSettings.OpenBao(URI.create("https://127.0.0.1:1"), folder),
        new ControlSettings.Signup(true),
        folder);
  }

  private HttpServer realms() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] keys = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, keys.length);
          try (var out = exchange.getResponseBody()) {
            out.write(keys);
          }
        });
    server.start();
    return server;
  }

  private String token(Team team, ECKey signer) throws JOSEException {
    var now = Instant.now();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(url + "/auth/realms/" + team.slug())
            .subject(team.member())
            .audience("integraci-api")
            .claim("typ", "Bearer")
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(600)))
            .build();
    var jwt = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("k1").build(), claims);
    jwt.sign(new ECDSASigner(signer));
    return jwt.serialize();
  }

  private static ECKey key() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID("k1").keyUse(KeyUse.SIGNATURE).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
