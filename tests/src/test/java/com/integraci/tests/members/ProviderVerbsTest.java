package com.integraci.tests.members;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.tests.OpenBaoServer;
import com.integraci.tests.OpenIdDescription;
import com.integraci.tests.Plane;
import com.integraci.tests.Plane.Member;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Identity providers by the API: what is refused, what fails, and where the secret is. */
@Tag("isolation")
final class ProviderVerbsTest {

  private static final JsonMapper JSON = JsonMapper.shared();

  private static Plane plane;
  private static OpenIdDescription provider;

  @BeforeAll
  static void start() {
    plane = Plane.withOpenBao();
    provider = OpenIdDescription.start();
  }

  @AfterAll
  static void stop() {
    provider.close();
    plane.close();
  }

  @Test
  void everything_that_is_wrong_is_said_at_once() {
    var team = Corporation.found(plane, "verbs-wrong");
    var wrong =
        JSON.writeValueAsString(
            Map.of("kind", "oidc", "alias", "after-all", "name", "", "issuer", "http://a.example"));
    var answer = team.send("POST", Corporation.PROVIDERS, wrong);
    assertEquals(400, answer.statusCode());
    for (String field : new String[] {"alias", "name", "issuer", "client_id", "client_secret"}) {
      assertTrue(answer.body().contains("\"" + field + "\""), field + ": " + answer.body());
    }
    assertEquals(0, rows(team));
  }

  @Test
  void there_are_three_at_most_with_an_alias_each() {
    var team = Corporation.found(plane, "verbs-three");
    assertEquals(202, attach(team, "one"));
    assertEquals(409, attach(team, "one"));
    assertEquals(202, attach(team, "two"));
    assertEquals(202, attach(team, "three"));
    assertEquals(409, attach(team, "four"));
    assertEquals(3, rows(team));
  }

  @Test
  void owners_and_admins_attach_auditors_look_and_others_see_nothing() {
    var team = Corporation.found(plane, "verbs-roles");
    var id = made(team, "corp").path("id").asString();
    var path = Corporation.PROVIDERS + "/" + id;
    var admin = joined(team.owner(), "admin");
    var auditor = joined(team.owner(), "auditor");
    var developer = joined(team.owner(), "developer");
    var change = "{\"name\": \"Changed\", \"enabled\": true}";
    assertEquals(202, team.send(admin, "PUT", path, change).statusCode());
    assertEquals(200, team.send(auditor, "GET", path, "").statusCode());
    assertEquals(403, team.send(auditor, "PUT", path, change).statusCode());
    assertEquals(403, team.send(auditor, "DELETE", path, "").statusCode());
    assertEquals(403, team.send(developer, "GET", Corporation.PROVIDERS, "").statusCode());
    var strange = Corporation.found(plane, "verbs-strange");
    assertEquals(404, strange.send("GET", path, "").statusCode());
    assertEquals(404, strange.send("DELETE", path, "").statusCode());
    assertEquals(1, entries(team, "provider.attach"));
    assertEquals(1, entries(team, "provider.change"));
  }

  @Test
  void one_that_is_not_as_it_has_to_be_fails_with_a_reason_and_is_tried_again() {
    var team = Corporation.found(plane, "verbs-failed");
    try (var other = OpenIdDescription.start()) {
      other.says(
          text -> text.replaceFirst("\"issuer\":\"[^\"]*", "\"issuer\":\"https://a.example"));
      var id = attached(team, "corp", other).path("id").asString();
      assertEquals("other_issuer", problem(team.settled(id)));
      var left = team.keycloak("GET", "verbs-failed", "/identity-provider/instances", "");
      assertEquals(0, left.size(), "a realm has what failed");
      other.says(text -> text.replace("https://127.0.0.1", "http://127.0.0.1"));
      assertEquals("other_issuer", problem(again(team, id, true)));
      other.says(text -> text.replaceFirst("(token_endpoint\":\"http)s", "$1"));
      assertEquals("incomplete", problem(again(team, id, true)));
      other.says(_ -> "<html>not found</html>");
      assertEquals("unreachable", problem(again(team, id, true)));
      other.says(text -> text);
      assertEquals("attached", again(team, id, true).path("state").asString());
    }
  }

  @Test
  void one_that_is_away_can_be_closed_all_the_same() {
    var team = Corporation.found(plane, "verbs-closed");
    String id;
    try (var other = OpenIdDescription.start()) {
      id = attached(team, "corp", other).path("id").asString();
      assertEquals("attached", team.settled(id).path("state").asString());
    }
    assertEquals("unreachable", problem(again(team, id, true)));
    assertEquals("attached", again(team, id, false).path("state").asString());
    var found = team.keycloak("GET", "verbs-closed", "/identity-provider/instances/corp", "");
    assertFalse(found.path("enabled").asBoolean(true));
  }

  @Test
  void one_that_is_being_detached_is_there_for_no_verb() {
    var team = Corporation.found(plane, "verbs-leaving");
    var id = made(team, "corp").path("id").asString();
    assertEquals("attached", team.settled(id).path("state").asString());
    plane.sql(
        "update app.identity_provider set state = 'detaching' where tenant_id = ?",
        team.owner().tenant());
    var path = Corporation.PROVIDERS + "/" + id;
    var change = "{\"name\": \"Changed\", \"enabled\": true}";
    assertEquals(404, team.send("PUT", path, change).statusCode());
    var secret = "{\"client_secret\": \"another\"}";
    assertEquals(404, team.send("PUT", path + "/secret", secret).statusCode());
    assertEquals(404, team.send("DELETE", path, "").statusCode());
  }

  @Test
  void the_secret_is_in_openbao_and_nowhere_else() {
    var team = Corporation.found(plane, "verbs-secret");
    var made = made(team, "corp");
    var id = made.path("id").asString();
    assertEquals("attached", team.settled(id).path("state").asString());
    var rotated = "{\"client_secret\": \"%s\"}".formatted(Corporation.SECRET + "-2");
    var answer = team.send("PUT", Corporation.PROVIDERS + "/" + id + "/secret", rotated);
    assertEquals(202, answer.statusCode());
    assertEquals("attached", team.settled(id).path("state").asString());
    for (String shown : new String[] {made.toString(), answer.body(), team.read(id).toString()}) {
      assertFalse(shown.contains(Corporation.SECRET), shown);
    }
    var kept = openbao(team, "LIST", "kv/metadata/provider").path("keys");
    assertEquals(1, kept.size(), "the former secret is there still");
    var value = openbao(team, "GET", "kv/data/provider/" + kept.path(0).asString());
    assertEquals(Corporation.SECRET + "-2", value.path("data").path("value").asString());
    for (String table : new String[] {"identity_provider", "workflow", "workflow_step"}) {
      assertEquals(
          0,
          plane.count(
              "select count(*) from app.%s t where t::text like '%%marked-client-secret%%'"
                  .formatted(table)));
    }
    assertEquals(
        0,
        plane.count(
            "select count(*) from app.audit_entry where convert_from(body, 'UTF8') like"
                + " '%marked-client-secret%'"));
  }

  private static JsonNode openbao(Corporation team, String method, String path) {
    var server = OpenBaoServer.shared();
    var namespace = "t-" + team.owner().tenant();
    return server
        .client()
        .send(server.witness(), method, namespace, path, Map.of())
        .body()
        .path("data");
  }

  private static JsonNode again(Corporation team, String id, boolean enabled) {
    var body = "{\"name\": \"Again\", \"enabled\": %s}".formatted(enabled);
    team.send("PUT", Corporation.PROVIDERS + "/" + id, body);
    return team.settled(id);
  }

  private static String problem(JsonNode provider) {
    return provider.path("problem").path("code").asString("none");
  }

  private static int attach(Corporation team, String alias) {
    return team.send("POST", Corporation.PROVIDERS, wanted(team, alias, provider)).statusCode();
  }

  private static JsonNode made(Corporation team, String alias) {
    return attached(team, alias, provider);
  }

  private static JsonNode attached(Corporation team, String alias, OpenIdDescription from) {
    var answer = team.send("POST", Corporation.PROVIDERS, wanted(team, alias, from));
    assertEquals(202, answer.statusCode(), answer.body());
    return JSON.readTree(answer.body());
  }

  private static String wanted(Corporation team, String alias, OpenIdDescription from) {
    var wanted = new HashMap<>(team.wanted(alias));
    wanted.put("issuer", from.issuer().toString());
    return JSON.writeValueAsString(wanted);
  }

  private static Member joined(Member owner, String role) {
    var member = plane.stranger(owner);
    plane.insert(member, role);
    return member;
  }

  private static long rows(Corporation team) {
    return plane.count(
        "select count(*) from app.identity_provider where tenant_id = ?", team.owner().tenant());
  }

  private static long entries(Corporation team, String action) {
    return plane.count(
        "select count(*) from app.audit_entry where tenant_id = ? and convert_from(body, 'UTF8')"
            + " like '%\"action\":\"' || ? || '\"%' and convert_from(body, 'UTF8')"
            + " like '%\"done\"%'",
        team.owner().tenant(), action);
  }
}
