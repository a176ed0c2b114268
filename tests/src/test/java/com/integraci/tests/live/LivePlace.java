package com.integraci.tests.live;

import com.integraci.appliance.ControlPlane;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.config.ControlSettings;
import com.integraci.tests.Await;
import com.integraci.tests.Plane;
import com.integraci.tests.PostgresServer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** A control plane, and teams whose people have sessions without ever having signed in. */
final class LivePlace implements AutoCloseable {

  private static final Duration START_MAX = Duration.ofMinutes(1);

  final Plane plane = Plane.start();
  final HttpClient client =
      HttpClient.newBuilder().sslContext(plane.tls()).version(HttpClient.Version.HTTP_1_1).build();

  /**
   * Somebody with a session.
   *
   * @param token what the cookie holds
   */
  record Person(UUID tenant, String slug, UUID id, String token) {

    String cookie() {
      return "__Secure-integraci=" + token;
    }

    String csrf() {
      return encoded(sha256("integraci csrf\n" + token));
    }
  }

  /** A team of nobody. */
  UUID team(String slug) {
    var tenant = UuidV7.next();
    plane.sql(
        "insert into app.tenant (tenant_id, slug, plan, organisation, state)"
            + " values (?, ?, 'team', 'Tests', 'active')",
        tenant,
        slug);
    return tenant;
  }

  /** Somebody in it, with a session. */
  Person person(UUID tenant, String slug, String role) {
    var id = UuidV7.next();
    plane.insert(new Plane.Member(tenant, slug, id), role);
    return session(new Person(tenant, slug, id, ""));
  }

  /** The same person, in another browser. */
  Person session(Person of) {
    var token = encoded(sha256(UUID.randomUUID().toString()));
    plane.sql(
        "insert into app.session (tenant_id, session_id, token_hash, member_id, id_token,"
            + " expires_at) values (?, ?, decode(?, 'hex'), ?, 'none', now() + interval '1 hour')",
        of.tenant(),
        UuidV7.next(),
        HexFormat.of().formatHex(sha256(token)),
        of.id());
    return new Person(of.tenant(), of.slug(), of.id(), token);
  }

  /** An operator with a session, in the operators' own team, which is declared ready. */
  Person operator() {
    var tenant = TenantId.APPLIANCE.value();
    Await.until(
        "the operators' team is there",
        START_MAX,
        () -> plane.count("select count(*) from app.tenant where tenant_id = ?", tenant) == 1);
    plane.sql("update app.tenant set state = 'active' where tenant_id = ?", tenant);
    return person(tenant, "appliance", "operator");
  }

  Listening listen(Person person) {
    return listen(person, plane.settings().url(), "");
  }

  Listening listen(Person person, URI server, String query, String... headers) {
    return Listening.open(client, stream(person, server, query, headers));
  }

  HttpRequest.Builder stream(Person person, URI server, String query, String... headers) {
    var request =
        HttpRequest.newBuilder(server.resolve("/t/" + person.slug() + "/live" + query))
            .header("Cookie", person.cookie());
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return request;
  }

  /** Sends a form of a page of the person's team. */
  HttpResponse<String> submit(Person person, URI server, String path, Map<String, String> form) {
    var body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    var request =
        HttpRequest.newBuilder(server.resolve("/t/" + person.slug() + path))
            .header("Cookie", person.cookie())
            .header("X-CSRF-Token", person.csrf())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body));
    return plane.send(request);
  }

  /** An owner makes a group, whose name is nobody's who only listens. */
  void group(Person owner, String name) {
    group(owner, plane.settings().url(), name);
  }

  void group(Person owner, URI server, String name) {
    var form = Map.of("name", name, "role", "no role", "term", "for good");
    var answer = submit(owner, server, "/groups", form);
    if (answer.statusCode() != 303) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
  }

  /** Another control plane over the same database, on a port of its own. */
  final class Second implements AutoCloseable {

    private final ControlPlane second;
    private boolean stopped;
    final URI url;

    Second() {
      var one = plane.settings();
      var http =
          new ControlSettings.Http(
              "127.0.0.1", PostgresServer.freePort(), one.http().certificate(), one.http().key());
      second =
          new ControlPlane(
              new ControlSettings(
                  one.url(),
                  one.authority(),
                  http,
                  one.database(),
                  one.keycloak(),
                  one.openbao(),
                  one.nats(),
                  one.signup(),
                  one.state()));
      url = URI.create("https://localhost:" + second.start());
    }

    /** Ends it as a signal would; once is enough. */
    void stop() {
      if (!stopped) {
        stopped = true;
        second.close();
      }
    }

    @Override
    public void close() {
      stop();
    }
  }

  private static final java.nio.charset.Charset UTF_8 = StandardCharsets.UTF_8;

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    plane.close();
  }
}
