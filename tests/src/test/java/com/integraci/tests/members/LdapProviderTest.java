package com.integraci.tests.members;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.tests.Await;
import com.integraci.tests.Browsing;
import com.integraci.tests.DirectoryServer;
import com.integraci.tests.Plane;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** People who show the name and password that they have at the customer's directory. */
@Tag("isolation")
final class LdapProviderTest {

  private static final String PASSWORD = "the directory's password";
  private static final String WRONG = "These two do not fit together";

  private static Plane plane;
  private static DirectoryServer directory;

  @BeforeAll
  static void start() {
    plane = Plane.withOpenBao();
    directory = DirectoryServer.start();
    directory.person("first", "first@corp.example", PASSWORD);
  }

  @AfterAll
  static void stop() {
    if (directory != null) {
      directory.close();
    }
    plane.close();
  }

  @Test
  void an_invited_person_joins_with_the_directorys_password_and_comes_again() {
    var corporation = attached("ldap-join", directory.ldaps());
    directory.person("grace", "grace@corp.example", PASSWORD);
    var goOn = Directories.accepted(corporation, "grace@corp.example", "developer");
    try (var browser = come(goOn, "grace", "not it")) {
      assertTrue(browser.text().contains(WRONG), browser.text());
      assertTrue(browser.text().contains("value=\"grace\""), "the name is lost");
      browser.submit(Map.of("username", "grace", "password", PASSWORD));
      assertTrue(corporation.in(browser), browser.address() + ": " + browser.text());
      assertTrue(browser.text().contains("Signed in as developer"), browser.text());
    }
    try (var again = come(corporation, "GRACE", PASSWORD)) {
      assertTrue(corporation.in(again), again.address() + ": " + again.text());
    }
    assertEquals(2, corporation.accounts());
    directory.person("mallory", "mallory@corp.example", PASSWORD);
    try (var stranger = come(corporation, "mallory", PASSWORD)) {
      assertFalse(corporation.in(stranger), "whom nobody invited gets in");
    }
    try (var second = come(goOn, "mallory", PASSWORD)) {
      assertFalse(corporation.in(second), "a proof is good twice");
    }
    assertEquals(2, corporation.accounts());
  }

  @Test
  void whoever_is_not_one_person_with_the_right_password_reads_the_same_sentence() {
    var corporation = attached("ldap-wrong", directory.ldap());
    directory.person("ada", "ada@corp.example", PASSWORD);
    directory.person("twin", "twin.one@corp.example", PASSWORD);
    directory.person("twin", "twin.two@corp.example", PASSWORD);
    for (List<String> typed :
        List.of(
            List.of("ada", "not it"),
            List.of("ada", ""),
            List.of("nobody", PASSWORD),
            List.of("", PASSWORD),
            List.of("*", PASSWORD),
            List.of("a*", PASSWORD),
            List.of("ada)(uid=*", PASSWORD),
            List.of("*)(objectClass=*", PASSWORD),
            List.of("ada\\2a", PASSWORD),
            List.of("twin", PASSWORD),
            List.of(DirectoryServer.ACCOUNT, DirectoryServer.PASSWORD))) {
      long start = System.nanoTime();
      try (var browser = come(corporation, typed.get(0), typed.get(1))) {
        assertFalse(corporation.in(browser), typed.toString());
        assertTrue(browser.text().contains(WRONG), typed + ": " + browser.text());
        assertTrue(System.nanoTime() - start > 1_000_000_000L, typed + ": too early");
      }
    }
    assertEquals(1, corporation.accounts());
  }

  @Test
  void a_member_is_asked_for_the_password_here_once_and_the_address_is_not_believed() {
    var corporation = attached("ldap-claim", directory.ldaps());
    var owner = corporation.owner();
    var email = owner.id() + "@tests.example";
    directory.person("boss", email, PASSWORD);
    try (var browser = come(corporation, "boss", PASSWORD)) {
      assertFalse(corporation.in(browser), "the directory is believed");
      assertTrue(browser.text().contains("You have an account here"), browser.text());
      browser.submit(Map.of("submitAction", "linkAccount"));
      browser.submit(Map.of("username", email, "password", PASSWORD));
      assertFalse(corporation.in(browser), "the directory's password is the account's");
      assertEquals(0, corporation.joined(owner).size());
      browser.submit(Map.of("username", email, "password", "correct horse battery"));
      assertTrue(corporation.in(browser), browser.address() + ": " + browser.text());
    }
    try (var again = come(corporation, "boss", PASSWORD)) {
      assertTrue(again.text().contains("Signed in as owner"), again.text());
    }
    assertEquals("boss", corporation.joined(owner).path(0).path("userName").asString());
  }

  @Test
  void after_four_wrong_tries_of_a_name_not_even_the_right_password_counts() {
    var corporation = attached("ldap-tries", directory.ldaps());
    directory.person("hedy", "hedy@corp.example", PASSWORD);
    var goOn = Directories.accepted(corporation, "hedy@corp.example", "viewer");
    come(goOn, "hedy", PASSWORD).close();
    corporation.keycloak("PUT", "ldap-tries", "", "{\"eventsEnabled\": true}");
    // Spelled otherwise, it is the same entry.
    for (String name : List.of("hedy", "Hedy", "HEDY", "hedY")) {
      come(corporation, name, "a guess").close();
    }
    try (var browser = come(corporation, "heDy", PASSWORD)) {
      assertFalse(corporation.in(browser), "a fifth try");
      assertTrue(browser.text().contains(WRONG), browser.text());
    }
    var hedy = corporation.keycloak("GET", "ldap-tries", "/users?email=hedy@corp.example", "");
    var id = hedy.path(0).path("id").asString();
    var failures = "/attack-detection/brute-force/users/" + id;
    Await.until(
        "the account's own count has them",
        Corporation.SOON,
        () ->
            corporation.keycloak("GET", "ldap-tries", failures, "").path("numFailures").asInt()
                == 4);
    var events = corporation.keycloak("GET", "ldap-tries", "/events?type=LOGIN_ERROR", "");
    assertEquals(5, events.size(), events.toString());
    assertEquals("limited", events.path(0).path("details").path("reason").asString());
    assertEquals(id, events.path(1).path("userId").asString());
    assertFalse(events.toString().contains("guess"), events.toString());
  }

  @Test
  void an_account_that_is_locked_for_guessing_is_not_asked_about() {
    var corporation = attached("ldap-locked", directory.ldaps());
    directory.person("joan", "joan@corp.example", PASSWORD);
    come(Directories.accepted(corporation, "joan@corp.example", "viewer"), "joan", PASSWORD)
        .close();
    corporation.keycloak("PUT", "ldap-locked", "", "{\"failureFactor\": 1}");
    come(corporation, "joan", "a guess").close();
    var joan = corporation.keycloak("GET", "ldap-locked", "/users?email=joan@corp.example", "");
    var failures = "/attack-detection/brute-force/users/" + joan.path(0).path("id").asString();
    Await.until(
        "the account is locked",
        Corporation.SOON,
        () ->
            corporation.keycloak("GET", "ldap-locked", failures, "").path("disabled").asBoolean());
    try (var browser = come(corporation, "joan", PASSWORD)) {
      assertFalse(corporation.in(browser));
      assertTrue(browser.text().contains(WRONG), browser.text());
    }
    corporation.keycloak("DELETE", "ldap-locked", failures, "");
    try (var browser = come(corporation, "joan", PASSWORD)) {
      assertTrue(corporation.in(browser), browser.text());
    }
  }

  @Test
  void who_comes_from_a_directory_shows_a_second_factor_where_the_team_requires_one() {
    var corporation = attached("ldap-factor", directory.ldaps());
    directory.person("mary", "mary@corp.example", PASSWORD);
    come(Directories.accepted(corporation, "mary@corp.example", "viewer"), "mary", PASSWORD)
        .close();
    assertEquals(
        202, corporation.send("PUT", "/api/v1/second-factor", "{\"required\": true}").statusCode());
    Await.until(
        "the realm follows",
        Corporation.SOON,
        () ->
            corporation
                .keycloak("GET", "ldap-factor", "/identity-provider/instances/corp", "")
                .path("postBrokerLoginFlowAlias")
                .asString()
                .equals("provider-after-required"));
    try (var browser = come(corporation, "mary", PASSWORD)) {
      assertTrue(browser.address().toString().contains("CONFIGURE_TOTP"), browser.text());
    }
  }

  @Test
  void detaching_ends_sessions_and_leaves_neither_directory_nor_password() {
    var corporation = attached("ldap-detach", directory.ldaps());
    directory.person("anna", "anna@corp.example", PASSWORD);
    var goOn = Directories.accepted(corporation, "anna@corp.example", "viewer");
    var id = corporation.providers().path(0).path("id").asString();
    try (var browser = come(goOn, "anna", PASSWORD)) {
      assertTrue(corporation.in(browser), browser.text());
      var one = Corporation.PROVIDERS + "/" + id;
      assertEquals(204, corporation.send("DELETE", one, "").statusCode());
      Await.until(
          "it is detached",
          Corporation.SOON,
          () -> corporation.send("GET", one, "").statusCode() == 404);
      browser.to(plane.settings().url().resolve("/t/ldap-detach"));
      assertFalse(corporation.in(browser), "a session holds");
    }
    var left = corporation.keycloak("GET", "ldap-detach", "/identity-provider/instances", "");
    assertEquals(0, left.size());
    assertEquals(0, Directories.secrets(corporation).size(), "OpenBao has the password still");
  }

  private static Corporation attached(String slug, String url) {
    var corporation = Corporation.found(plane, slug);
    var state = corporation.settled(Directories.attach(corporation, url).path("id").asString());
    assertEquals("attached", state.path("state").asString(), state.toString());
    return corporation;
  }

  private static Browsing come(Corporation corporation, String name, String password) {
    var slug = corporation.owner().slug();
    return come(URI.create("/t/" + slug + "/signin?provider=corp"), name, password);
  }

  private static Browsing come(URI address, String name, String password) {
    return Directories.come(plane, address).submit(Map.of("username", name, "password", password));
  }
}
