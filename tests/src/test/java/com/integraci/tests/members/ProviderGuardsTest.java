package com.integraci.tests.members;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.tests.Browsing;
import com.integraci.tests.Plane;
import com.integraci.tests.Plane.Member;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What each guard of joining and closing holds off, where another would hold off most of it. */
@Tag("isolation")
final class ProviderGuardsTest {

  private static final String GRACE = "grace@corp.example";
  private static final String OWNERS_PASSWORD = "correct horse battery";

  private static Plane plane;

  @BeforeAll
  static void start() {
    plane = Plane.withOpenBao();
  }

  @AfterAll
  static void stop() {
    plane.close();
  }

  @Test
  void a_proof_is_good_once_whichever_provider_somebody_comes_from() {
    var corporation = Corporation.found(plane, "guard-once");
    corporation.attach("corp");
    var goOn = corporation.accepted(corporation.invite(GRACE, "viewer"), "corp");
    var grace = join(corporation, goOn);
    var other = JsonMapper.shared().writeValueAsString(corporation.wanted("other"));
    var answer = corporation.send("POST", Corporation.PROVIDERS, other);
    corporation.settled(JsonMapper.shared().readTree(answer.body()).path("id").asString());
    redirect(corporation, "other");
    corporation.person("mallory@corp.example");
    var second = URI.create(goOn.toString().replace("provider=corp", "provider=other"));
    try (var browser = corporation.come(second, "mallory@corp.example")) {
      assertFalse(corporation.in(browser), "a proof is good twice");
    }
    assertEquals(1, corporation.joined(grace).size());
  }

  @Test
  void an_account_that_is_closed_is_joined_to_nobody() {
    var corporation = Corporation.found(plane, "guard-closed");
    corporation.attach("corp");
    corporation.person(GRACE);
    var goOn = corporation.accepted(corporation.invite(GRACE, "viewer"), "corp");
    corporation.ended("member.accept", 1);
    var grace = grace(corporation);
    corporation.keycloak(
        "PUT", corporation.owner().slug(), "/users/" + grace.id(), "{\"enabled\": false}");
    try (var browser = corporation.come(goOn, GRACE)) {
      assertFalse(corporation.in(browser));
    }
    assertEquals(0, corporation.joined(grace).size());
  }

  @Test
  void whoever_has_a_second_factor_shows_it_to_be_joined_and_each_time_after() {
    var corporation = Corporation.found(plane, "guard-factor");
    corporation.attach("corp");
    var owner = corporation.owner();
    var goOn = corporation.accepted(corporation.invite(GRACE, "viewer"), "corp");
    var grace = join(corporation, goOn);
    for (Member member : new Member[] {owner, grace}) {
      corporation.keycloak("PUT", owner.slug(), "/users/" + member.id(), factor());
    }
    try (var browser = corporation.come("corp", GRACE)) {
      assertFalse(corporation.in(browser), "the provider is enough");
      assertTrue(browser.text().contains("name=\"otp\""), browser.text());
    }
    var email = owner.id() + "@tests.example";
    corporation.person(email);
    try (var browser = corporation.come("corp", email)) {
      browser.submit(Map.of("submitAction", "linkAccount"));
      browser.submit(Map.of("username", email, "password", OWNERS_PASSWORD));
      assertFalse(corporation.in(browser), "the password is enough");
      assertTrue(browser.text().contains("name=\"otp\""), browser.text());
      assertEquals(0, corporation.joined(owner).size(), "the password alone joins them");
    }
  }

  @Test
  void closing_a_provider_ends_everybodys_sessions() {
    var corporation = Corporation.found(plane, "guard-ends");
    var id = corporation.attach("corp").path("id").asString();
    corporation.person(GRACE);
    var goOn = corporation.accepted(corporation.invite(GRACE, "viewer"), "corp");
    corporation.ended("member.accept", 1);
    try (var browser = corporation.come(goOn, GRACE)) {
      assertTrue(corporation.in(browser), browser.text());
      var path = Corporation.PROVIDERS + "/" + id;
      var closed = "{\"name\": \"Corporate accounts\", \"enabled\": false}";
      assertEquals(202, corporation.send("PUT", path, closed).statusCode());
      corporation.ended("provider.attach", 2);
      browser.to(plane.settings().url().resolve("/t/guard-ends"));
      assertFalse(corporation.in(browser), "a session holds");
    }
  }

  @Test
  void detaching_a_provider_ends_the_sessions_of_those_who_came_with_a_password_too() {
    var corporation = Corporation.found(plane, "guard-detach");
    var id = corporation.attach("corp").path("id").asString();
    var home = plane.settings().url().resolve("/t/guard-detach");
    try (var browser = new Browsing(plane.tls())) {
      var email = corporation.owner().id() + "@tests.example";
      browser.to(home).submit(Map.of("username", email, "password", OWNERS_PASSWORD));
      assertTrue(corporation.in(browser), browser.text());
      var path = Corporation.PROVIDERS + "/" + id;
      assertEquals(204, corporation.send("DELETE", path, "").statusCode());
      corporation.ended("provider.detach", 1);
      assertFalse(corporation.in(browser.to(home)), "a session holds");
    }
  }

  @Test
  void a_provider_that_is_not_there_uses_no_invitation_up() {
    var corporation = Corporation.found(plane, "guard-absent");
    corporation.attach("corp");
    corporation.person(GRACE);
    var link = corporation.invite(GRACE, "viewer");
    try (var browser = new Browsing(plane.tls())) {
      browser.to(plane.settings().url().resolve(link));
      Corporation.accept(browser, "absent");
      assertEquals(404, browser.status(), browser.text());
    }
    corporation.accepted(link, "corp");
  }

  /** An app's second factor, as Keycloak keeps it. */
  private static String factor() {
    var json = JsonMapper.shared();
    var kept =
        Map.of("subType", "totp", "digits", 6, "counter", 0, "period", 30, "algorithm", "HmacSHA1");
    var secret = json.writeValueAsString(Map.of("value", "12345678901234567890"));
    var data = json.writeValueAsString(kept);
    var credential = Map.of("type", "otp", "secretData", secret, "credentialData", data);
    return json.writeValueAsString(Map.of("credentials", List.of(credential)));
  }

  /** Joins Grace, who is no longer signed in then. */
  private static Member join(Corporation corporation, URI goOn) {
    corporation.person(GRACE);
    corporation.ended("member.accept", 1);
    try (var browser = corporation.come(goOn, GRACE)) {
      assertTrue(corporation.in(browser), browser.address() + ": " + browser.text());
    }
    return grace(corporation);
  }

  private static Member grace(Corporation corporation) {
    var owner = corporation.owner();
    var found = corporation.keycloak("GET", owner.slug(), "/users?email=" + GRACE, "");
    var id = UUID.fromString(found.path(0).path("id").asString());
    return new Member(owner.tenant(), owner.slug(), id);
  }

  /** Has the provider send people back to another of the team's aliases as well. */
  private static void redirect(Corporation corporation, String alias) {
    var found = corporation.keycloak("GET", corporation.realm(), "/clients?clientId=integraci", "");
    var uri =
        plane.settings().url()
            + "/auth/realms/%s/broker/%s/endpoint".formatted(corporation.owner().slug(), alias);
    corporation.keycloak(
        "PUT",
        corporation.realm(),
        "/clients/" + found.path(0).path("id").asString(),
        JsonMapper.shared().writeValueAsString(Map.of("redirectUris", new String[] {uri})));
  }
}
