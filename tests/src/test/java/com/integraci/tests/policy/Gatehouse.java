package com.integraci.tests.policy;

import com.integraci.config.ControlSettings;
import com.integraci.tests.Await;
import com.integraci.tests.Parts;
import com.integraci.tests.Plane;
import com.integraci.tests.PostgresServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running control plane whose teams publish rules and ask gates over its API. */
public final class Gatehouse implements AutoCloseable {

  private static final String BUNDLES = "/api/v1/policies/bundles";
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration REPLAY_MAX = Duration.ofMinutes(2);

  /** A token lives five minutes. */
  private static final Duration KEPT = Duration.ofMinutes(3);

  private final Plane plane;
  private final Map<Plane.Member, Token> tokens = new ConcurrentHashMap<>();

  private record Token(String text, Instant until) {}

  /**
   * A team that trusts a key for its bundles.
   *
   * @param key the key
   * @param owner publishes and activates
   * @param second approves
   */
  public record Team(TeamKey key, Plane.Member owner, Plane.Member second) {}

  private Gatehouse(Plane plane) {
    this.plane = plane;
  }

  /** Starts one over a server's migrated database. */
  public static Gatehouse over(PostgresServer server) {
    var compiler = new ControlSettings.Policies(Parts.program("opa"));
    return new Gatehouse(Plane.withOpenBao(server, settings -> settings.with(compiler)));
  }

  /** The control plane. */
  public Plane plane() {
    return plane;
  }

  /** A new team. */
  public Team team(String slug) {
    var owner = plane.tenant(slug, "owner");
    var team = new Team(TeamKey.fresh(), owner, member(owner, "admin"));
    expect(201, send(owner, "POST", "/api/v1/policies/keys", team.key().adding("main")));
    return team;
  }

  /** One more in somebody's team. */
  public Plane.Member member(Plane.Member other, String role) {
    var member = plane.stranger(other);
    plane.insert(member, role);
    return member;
  }

  /** Publishes what the team signed. */
  public HttpResponse<String> publish(Team team, Map<String, String> files) {
    return send(team.owner(), "POST", BUNDLES, team.key().body(files));
  }

  /** Has the team decide by these rules, with all that goes before. */
  public void take(Team team, Map<String, String> files) {
    var bundle = BUNDLES + "/" + expect(201, publish(team, files)).path("id").asString();
    var replay = expect(202, send(team.owner(), "POST", bundle + "/replays", Map.of()));
    var path = "/api/v1/policies/replays/" + replay.path("id").asString();
    Await.until(
        "the replay has ended",
        REPLAY_MAX,
        () ->
            expect(200, send(team.owner(), "GET", path, ""))
                .path("state")
                .asString()
                .equals("finished"));
    expect(200, send(team.second(), "POST", bundle + "/approval", Map.of()));
    expect(200, send(team.owner(), "POST", bundle + "/activation", Map.of()));
  }

  /** Asks the gate {@code deploy} about facts that have so many tests. */
  public HttpResponse<String> decide(Plane.Member member, int tests) {
    var facts = JSON.readValue(Bundles.FACTS, new TypeReference<Map<String, Object>>() {});
    facts.keySet().removeAll(Set.of("gate", "time"));
    var passed = Map.of("passed", tests, "failed", 0, "skipped", 0);
    facts.put("evidence", Map.of("tests", passed));
    return send(member, "POST", "/api/v1/gates/deploy/decisions", facts);
  }

  /**
   * A request of somebody.
   *
   * @param body a text as it is, or what becomes JSON
   */
  public HttpResponse<String> send(
      Plane.Member member, String method, String path, Object body, String... headers) {
    var text = body instanceof String already ? already : JSON.writeValueAsString(body);
    var request =
        plane
            .request(path)
            .header("Authorization", "Bearer " + token(member))
            .header("Content-Type", "application/json")
            .method(
                method, text.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(text));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return plane.send(request);
  }

  /** What was answered, if it is so. */
  public static JsonNode expect(int status, HttpResponse<String> answer) {
    if (answer.statusCode() != status) {
      throw new AssertionError(
          answer.request().uri() + ": " + answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  /** Somebody's token: signing in takes a second. */
  public String token(Plane.Member member) {
    return tokens
        .compute(
            member,
            (_, kept) ->
                kept != null && kept.until().isAfter(Instant.now())
                    ? kept
                    : new Token(plane.token(member), Instant.now().plus(KEPT)))
        .text();
  }

  @Override
  public void close() {
    plane.close();
  }
}
