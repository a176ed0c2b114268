package com.integraci.tests.members;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.tests.Browsing;
import com.integraci.tests.OpenBaoServer;
import com.integraci.tests.Plane;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** People who come from a customer's own identity provider, and what it can't do. */
@Tag("isolation")
final class IdentityProviderTest {

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
  void an_invited_person_joins_through_the_provider_and_is_what_the_invitation_says() {
    var corporation = Corporation.found(plane, "idp-join");
    assertEquals("attached", corporation.attach("corp").path("state").asString());
    corporation.person("grace@corp.example");
    var link = corporation.invite("grace@corp.example", "developer");
    var goOn = corporation.accepted(link, "corp");
    try (var browser = joined(corporation, goOn, "grace@corp.example")) {
      assertTrue(browser.text().contains("Signed in as developer"), browser.text());
    }
    assertEquals(2, corporation.accounts());
    try (var again = corporation.come("corp", "grace@corp.example")) {
      assertTrue(corporation.in(again), again.address() + ": " + again.text());
    }
    corporation.person("mallory@corp.example");
    try (var second = corporation.come(goOn, "mallory@corp.example")) {
      assertFalse(corporation.in(second), "a proof is good twice");
    }
    assertEquals(2, corporation.accounts());
  }

  @Test
  void a_provider_that_claims_the_owners_address_is_not_the_owner() {
    var corporation = Corporation.found(plane, "idp-claim");
    corporation.attach("corp");
    var owner = corporation.owner();
    var email = owner.id() + "@tests.example";
    corporation.person(email);
    try (var browser = corporation.come("corp", email)) {
      assertFalse(corporation.in(browser), "the provider is believed");
      browser.submit(Map.of("submitAction", "linkAccount"));
      assertFalse(corporation.in(browser), "a click is enough");
      browser.submit(Map.of("username", email, "password", "what the provider guesses"));
      assertFalse(corporation.in(browser), "any password is enough");
      assertEquals(0, corporation.joined(owner).size());
      browser.submit(Map.of("username", email, "password", OWNERS_PASSWORD));
      assertTrue(corporation.in(browser), browser.address() + ": " + browser.text());
    }
    assertEquals(1, corporation.joined(owner).size());
    try (var again = corporation.come("corp", email)) {
      assertTrue(again.text().contains("Signed in as owner"), again.text());
    }
  }

  @Test
  void a_stranger_gets_no_account_and_an_owner_sets_a_password() {
    var corporation = Corporation.found(plane, "idp-stranger");
    corporation.attach("corp");
    try (var browser = new Browsing(plane.tls())) {
      var link = corporation.invite("second@corp.example", "owner");
      browser.to(plane.settings().url().resolve(link));
      assertFalse(browser.text().contains("Join with"), browser.text());
      Corporation.accept(browser, "corp");
      assertEquals(404, browser.status(), browser.text());
    }
    corporation.person("mallory@corp.example");
    try (var browser = corporation.come("corp", "mallory@corp.example")) {
      assertFalse(corporation.in(browser));
      assertEquals(1, corporation.accounts(), browser.text());
    }
  }

  @Test
  void who_comes_from_a_provider_shows_a_second_factor_where_the_team_requires_one() {
    var corporation = Corporation.found(plane, "idp-factor");
    corporation.attach("corp");
    corporation.person("grace@corp.example");
    var goOn = corporation.accepted(corporation.invite("grace@corp.example", "viewer"), "corp");
    joined(corporation, goOn, "grace@corp.example").close();
    var token = plane.token(corporation.owner());
    corporation.send(token, "PUT", "/api/v1/second-factor", "{\"required\": true}");
    corporation.ended("factor.settle", 1);
    try (var browser = corporation.come("corp", "grace@corp.example")) {
      assertTrue(browser.address().toString().contains("CONFIGURE_TOTP"), browser.text());
    }
    // One that is attached while it is required asks as well.
    var other = JsonMapper.shared().writeValueAsString(corporation.wanted("other"));
    var attached = corporation.send(token, "POST", Corporation.PROVIDERS, other);
    assertEquals(202, attached.statusCode(), attached.body());
    corporation.ended("provider.attach", 2);
    var flow =
        corporation
            .keycloak("GET", "idp-factor", "/identity-provider/instances/other", "")
            .path("postBrokerLoginFlowAlias");
    assertEquals("provider-after-required", flow.asString());
  }

  @Test
  void detaching_ends_sessions_and_leaves_neither_provider_nor_secret() {
    var corporation = Corporation.found(plane, "idp-detach");
    var id = corporation.attach("corp").path("id").asString();
    corporation.person("grace@corp.example");
    var goOn = corporation.accepted(corporation.invite("grace@corp.example", "viewer"), "corp");
    var secret = corporation.owner().tenant();
    try (var browser = joined(corporation, goOn, "grace@corp.example")) {
      assertEquals(204, corporation.send("DELETE", one(id), "").statusCode());
      corporation.ended("provider.detach", 1);
      browser.to(plane.settings().url().resolve("/t/idp-detach"));
      assertFalse(corporation.in(browser), "a session holds");
    }
    assertEquals(404, corporation.send("GET", one(id), "").statusCode());
    var left = corporation.keycloak("GET", "idp-detach", "/identity-provider/instances", "");
    assertEquals(0, left.size());
    assertEquals(0, secrets(secret), "OpenBao has the secret still");
    assertEquals(204, corporation.send("DELETE", one(attached(corporation)), "").statusCode());
  }

  private static String attached(Corporation corporation) {
    var body = JsonMapper.shared();
    var wanted = body.writeValueAsString(corporation.wanted("again"));
    var answer = corporation.send("POST", Corporation.PROVIDERS, wanted);
    return body.readTree(answer.body()).path("id").asString();
  }

  private static int secrets(UUID tenant) {
    var server = OpenBaoServer.shared();
    var answer =
        server
            .client()
            .send(server.witness(), "LIST", "t-" + tenant, "kv/metadata/provider", Map.of());
    return answer.body().path("data").path("keys").size();
  }

  @Test
  void a_removed_members_session_from_a_provider_ends_at_once() {
    var corporation = Corporation.found(plane, "idp-removed");
    corporation.attach("corp");
    corporation.person("grace@corp.example");
    var goOn = corporation.accepted(corporation.invite("grace@corp.example", "viewer"), "corp");
    try (var browser = joined(corporation, goOn, "grace@corp.example")) {
      var grace =
          UUID.fromString(
              corporation
                  .keycloak("GET", "idp-removed", "/users?email=grace@corp.example", "")
                  .path(0)
                  .path("id")
                  .asString());
      assertEquals(204, corporation.send("DELETE", "/api/v1/members/" + grace, "").statusCode());
      browser.to(plane.settings().url().resolve("/t/idp-removed"));
      assertFalse(corporation.in(browser));
    }
    corporation.ended("member.remove", 1);
    try (var again = corporation.come("corp", "grace@corp.example")) {
      assertFalse(corporation.in(again));
    }
    assertEquals(1, corporation.accounts());
  }

  private static String one(String id) {
    return Corporation.PROVIDERS + "/" + id;
  }

  /** Goes on until the account is made. */
  private static Browsing joined(Corporation corporation, URI goOn, String email) {
    corporation.ended("member.accept", 1);
    var browser = corporation.come(goOn, email);
    assertTrue(corporation.in(browser), browser.address() + ": " + browser.text());
    return browser;
  }
}
