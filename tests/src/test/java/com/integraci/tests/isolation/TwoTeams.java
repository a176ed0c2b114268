package com.integraci.tests.isolation;

import com.integraci.appliance.http.Route;
import com.integraci.tests.ForgedToken;
import com.integraci.tests.Plane;
import com.integraci.tests.PostgresServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The control plane with two teams in its database and in Keycloak. OpenBao is away: no other
 * team's request may get as far.
 */
final class TwoTeams implements AutoCloseable {

  /** What a route of the API is sent that changes something. */
  private static final Map<String, String> BODIES =
      Map.ofEntries(
          Map.entry("cancelWorkflow", "{}"),
          Map.entry("createEventCredential", "{}"),
          Map.entry("changeMember", "{\"role\": \"viewer\"}"),
          Map.entry("compensateWorkflow", "{}"),
          Map.entry("writeDraft", "{\"files\": {}}"),
          Map.entry("changeGroup", "{\"name\": \"tried\"}"),
          Map.entry("createGroup", "{\"name\": \"tried\"}"),
          Map.entry("createServiceAccount", "{\"name\": \"tried\", \"role\": \"viewer\"}"),
          Map.entry("resolveWorkflow", "{\"decision\": \"retry\", \"result\": {}}"),
          Map.entry("signalWorkflow", "{\"name\": \"tried\", \"key\": \"tried\", \"payload\": {}}"),
          Map.entry("startRepair", "{\"plan\": \"%s\"}".formatted("0".repeat(64))),
          Map.entry("changeIdentityProvider", "{\"name\": \"tried\", \"enabled\": true}"),
          Map.entry("rotateIdentityProvider", "{\"client_secret\": \"tried\"}"),
          Map.entry(
              "attachIdentityProvider",
              """
              {"kind": "oidc", "alias": "tried", "name": "Tried", "issuer": "https://id.example",
               "client_id": "tried", "client_secret": "tried"}
              """),
          Map.entry("assignException", "{\"owner\": \"01900000-0000-7000-8000-0000000000ff\"}"),
          Map.entry("startReplay", "{}"),
          Map.entry("startDraftReplay", "{}"),
          Map.entry("requireSecondFactor", "{\"required\": false}"),
          Map.entry("suspendTenant", "{\"reason\": \"tried\"}"));

  /** What a form is sent instead of a name, by the end of its path. */
  private static final Map<String, String> FORMS =
      Map.ofEntries(
          Map.entry("/activate", ""),
          Map.entry("/approve", ""),
          Map.entry("/end", ""),
          Map.entry("/cancel", ""),
          Map.entry("/erase", ""),
          Map.entry("/evidence", "from=2026-11-01&to=2026-11-02"),
          Map.entry("/owner", "owner=01900000-0000-7000-8000-0000000000ff"),
          Map.entry("/remove", ""),
          Map.entry("/replay", ""),
          Map.entry("/shadow", ""),
          Map.entry("/trace", "rule=tests_passed"),
          Map.entry("/resolve", "decision=retry"),
          Map.entry("/signals", "name=tried&key=tried"),
          Map.entry("/grants", "granted=admin&term=1+hour&reason=tried"),
          Map.entry("/groups", "group=01900000-0000-7000-8000-0000000000ff"));

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

    String account() {
      return slug + "-marked-account";
    }

    String organisation() {
      return slug + " marked organisation";
    }

    List<String> marks() {
      return List.of(tenant(), member(), workflow(), secret(), account(), organisation());
    }

    Plane.Member owner() {
      return new Plane.Member(UUID.fromString(tenant()), slug, UUID.fromString(member()));
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

  private final Plane plane = Plane.start();
  private final Map<Team, Kept> tokens = new HashMap<>();

  /** Signing in takes a second, and a token lives five minutes. */
  private record Kept(String token, Instant at) {}

  TwoTeams() throws SQLException {
    var database = plane.settings().database().name();
    try (var migrator = PostgresServer.shared().connect("integraci_migrator", database)) {
      for (Team team : List.of(ALPHA, BETA)) {
        Wall.execute(migrator, rows(team));
        plane.realm(team.owner(), team.organisation());
      }
    }
  }

  List<Route> routes() {
    return plane.plane().table().routes();
  }

  /** A token of the team's owner. */
  String token(Team team) {
    var fresh = Instant.now().minus(Duration.ofMinutes(2));
    return tokens
        .compute(
            team,
            (_, kept) ->
                kept != null && kept.at().isAfter(fresh)
                    ? kept
                    : new Kept(plane.token(team.owner()), Instant.now()))
        .token();
  }

  /** Tokens that say the same, signed otherwise. */
  List<String> forged(Team team) {
    return ForgedToken.like(token(team)).all(plane.key(team.slug()));
  }

  /** Calls a route, with its path's parameters filled with one team's ids. */
  HttpResponse<String> call(Route route, String slug, Team ids, String... headers) {
    String path =
        route
            .path()
            .replace("{slug}", slug)
            .replaceAll("\\{\\+?name\\}", ids.secret())
            .replace("{member}", ids.member())
            .replaceAll("\\{[^}]+\\}", ids.workflow());
    // A stream that is not held open says what it has to say, and ends.
    String query = route.operationId().equals("liveStream") ? "?hold=0" : "";
    query = route.page() && query.isEmpty() ? "?name=" + ids.secret() : query;
    String body =
        route.page()
            ? FORMS.getOrDefault(path.substring(path.lastIndexOf('/')), "name=" + ids.secret())
            : BODIES.getOrDefault(route.operationId(), BODY);
    var sent = route.method().safe() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    var request = plane.request(path + query).method(route.method().name(), sent);
    request.header(
        "Content-Type", route.page() ? "application/x-www-form-urlencoded" : "application/json");
    if (List.of("changeMember", "changeGroup", "writeDraft").contains(route.operationId())) {
      request.header("If-Match", "\"1\"");
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return plane.send(request);
  }

  /** What proves to the route that the team's owner asks. */
  String[] proof(Route route, Team team) {
    return route.page()
        ? new String[] {
          "Cookie", "__Secure-integraci=" + team.cookie(), "X-CSRF-Token", team.csrf()
        }
        : new String[] {"Authorization", "Bearer " + token(team)};
  }

  @Override
  public void close() {
    plane.close();
  }

  private static String rows(Team team) {
    return """
    insert into app.tenant (tenant_id, slug, plan, organisation, state)
        values ('%1$s', '%2$s', 'team', '%3$s', 'active');
    insert into app.member (tenant_id, member_id, kind, role)
        values ('%1$s', '%4$s', 'member', 'owner');
    insert into app.session (tenant_id, session_id, token_hash, member_id, id_token, expires_at)
        values ('%1$s', '%4$s', '\\x%5$s', '%4$s', 'none', now() + interval '1 hour');
    insert into app.invitation (tenant_id, invitation_id, token_hash, email, role, invited_by)
        values ('%1$s', '%6$s', '\\x%5$s', '%7$s@tests.example', 'viewer', '%4$s');
    insert into app.role_grant (tenant_id, grant_id, member_id, role, reason, given_by, ends_at)
        values ('%1$s', '%6$s', '%4$s', 'admin', '%2$s-marked-reason', '%4$s',
            now() + interval '1 hour');
    insert into app.member_group (tenant_id, group_id, name, role)
        values ('%1$s', '%6$s', '%2$s-marked-group', 'viewer');
    insert into app.identity_provider (tenant_id, provider_id, alias, name, kind, settings)
        values ('%1$s', '%6$s', 'corp', '%2$s-marked-provider', 'oidc', '{}');
    insert into app.group_member (tenant_id, group_id, member_id)
        values ('%1$s', '%6$s', '%4$s');
    insert into app.workflow (tenant_id, workflow_id, definition, version, payload, state, step)
        values ('%1$s', '%6$s', 'tenant.provision', 1, '{}', 'stuck', 'realm');
    insert into app.secret (tenant_id, secret_id, name, value_id)
        values ('%1$s', '%4$s', '%7$s', '%4$s');
    insert into app.service_account (tenant_id, account_id, name, role, created_by)
        values ('%1$s', '%6$s', '%8$s', 'viewer', '%4$s');
    insert into app.member (tenant_id, member_id, kind, role)
        values ('%1$s', '%6$s', 'service', 'viewer');
    insert into app.webhook (tenant_id, webhook_id, url, key_id)
        values ('%1$s', '%6$s', 'https://%2$s.example/marked', '%6$s');
    insert into app.webhook_delivery
        (tenant_id, delivery_id, webhook_id, message_id, action, document, state, ended_at)
        values ('%1$s', '%6$s', '%6$s', '%2$s-message', 'secret.put', '{}', 'failed', now())
    """
        .formatted(
            team.tenant(),
            team.slug(),
            team.organisation(),
            team.member(),
            HexFormat.of().formatHex(sha256(team.cookie())),
            team.workflow(),
            team.secret(),
            team.account());
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
