package com.integraci.tests.members;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.tests.Await;
import com.integraci.tests.DirectoryServer;
import com.integraci.tests.Plane;
import com.integraci.tests.ThrowawayAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** LDAP directories by the API: what is refused, what fails and why, and where the password is. */
@Tag("isolation")
final class LdapVerbsTest {

  private static final JsonMapper JSON = JsonMapper.shared();

  private static Plane plane;
  private static DirectoryServer directory;

  @BeforeAll
  static void start() {
    plane = Plane.withOpenBao();
    directory = DirectoryServer.start();
    directory.person("ada", "ada@corp.example", "a password");
  }

  @AfterAll
  static void stop() {
    if (directory != null) {
      directory.close();
    }
    plane.close();
  }

  @Test
  void everything_that_is_wrong_is_said_at_once() {
    var team = Corporation.found(plane, "ldap-fields");
    var wrong =
        Map.of(
            "kind", "ldap",
            "alias", "x",
            "name", "",
            "vendor", "other",
            "url", "http://a.example",
            "base_dn", "people",
            "id_attribute", "mail",
            "issuer", "https://a.example");
    var answer = team.send("POST", Corporation.PROVIDERS, JSON.writeValueAsString(wrong));
    assertEquals(400, answer.statusCode());
    for (String field :
        List.of(
            "alias",
            "name",
            "url",
            "base_dn",
            "bind_dn",
            "bind_password",
            "id_attribute",
            "user_attribute",
            "issuer")) {
      assertTrue(answer.body().contains("\"" + field + "\""), field + ": " + answer.body());
    }
    assertEquals(0, team.providers().size());
  }

  @Test
  void a_directory_that_is_not_as_it_has_to_be_fails_with_a_reason() throws IOException {
    var team = Corporation.found(plane, "ldap-failed");
    assertEquals("no_host", failed(team, "ldaps://directory.invalid", Map.of()));
    assertEquals("unreachable", failed(team, "ldaps://127.0.0.1:1", Map.of()));
    var url = directory.ldaps();
    assertEquals("wrong_credential", failed(team, url, Map.of("bind_password", "not it")));
    assertEquals("wrong_credential", failed(team, url, Map.of("bind_dn", "cn=nobody,dc=corp")));
    assertEquals("no_base", failed(team, url, Map.of("base_dn", "ou=none,dc=corp,dc=example")));
    assertEquals("no_id", failed(team, url, Map.of("id_attribute", "objectGUID")));
    assertEquals("no_id", failed(team, url, Map.of("user_attribute", "telephoneNumber")));
    try (var other = DirectoryServer.start(new ThrowawayAuthority()::issueTo);
        var none = DirectoryServer.withoutTls()) {
      other.person("ada", "ada@corp.example", "a password");
      assertEquals("no_tls", failed(team, other.ldaps(), Map.of()));
      assertEquals("no_tls", failed(team, other.ldap(), Map.of()));
      assertEquals("no_tls", failed(team, none.ldap(), Map.of()));
    }
    try (var mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      assertEquals(
          "unreachable", failed(team, "ldaps://127.0.0.1:" + mute.getLocalPort(), Map.of()));
    }
    var left = team.keycloak("GET", "ldap-failed", "/identity-provider/instances", "");
    assertEquals(0, left.size(), "a realm has what failed");
  }

  @Test
  void a_certificate_for_another_host_is_none() {
    var team = Corporation.found(plane, "ldap-host");
    for (String url : List.of(directory.ldaps(), directory.ldap())) {
      var other = url.replace("127.0.0.1", DirectoryServer.OTHER_HOST);
      assertEquals("no_tls", failed(team, other, Map.of()), other);
    }
  }

  @Test
  void account_and_password_change_and_the_password_is_in_openbao_and_nowhere_else() {
    var team = Corporation.found(plane, "ldap-secret");
    var made = Directories.attach(team, directory.ldap());
    var id = made.path("id").asString();
    assertEquals("attached", team.settled(id).path("state").asString());
    assertEquals(DirectoryServer.ACCOUNT, team.read(id).path("bind_dn").asString());
    assertEquals("entryUUID", team.read(id).path("id_attribute").asString());
    var again = rotated(team, id, Map.of("bind_password", DirectoryServer.PASSWORD + "-2"));
    assertEquals("wrong_credential", again.path("problem").path("code").asString());
    assertEquals(
        DirectoryServer.ACCOUNT,
        team.keycloak("GET", "ldap-secret", "/identity-provider/instances/corp", "")
            .path("config")
            .path("bindDn")
            .asString(),
        "the realm has what failed");
    var back =
        Map.of(
            "bind_dn",
            DirectoryServer.ACCOUNT.replace(",", ", "),
            "bind_password",
            DirectoryServer.PASSWORD);
    var right = rotated(team, id, back);
    assertEquals("attached", right.path("state").asString(), right.toString());
    assertEquals(back.get("bind_dn"), right.path("bind_dn").asString());
    var kept = Directories.secrets(team);
    assertEquals(1, kept.size(), "a former password is there still");
    assertEquals(DirectoryServer.PASSWORD, Directories.secret(team, kept.path(0).asString()));
    var realm = team.keycloak("GET", "ldap-secret", "/identity-provider/instances/corp", "");
    assertEquals("**********", realm.path("config").path("clientSecret").asString());
    for (JsonNode shown : List.of(made, again, right, realm)) {
      assertFalse(shown.toString().contains("marked-bind"), shown.toString());
    }
    for (String table : List.of("identity_provider", "workflow", "workflow_step")) {
      assertEquals(
          0,
          plane.count(
              "select count(*) from app.%s t where t::text like '%%marked-bind%%'"
                  .formatted(table)),
          table);
    }
    assertEquals(
        0,
        plane.count(
            "select count(*) from app.audit_entry where convert_from(body, 'UTF8') like"
                + " '%marked-bind%'"));
  }

  private static JsonNode rotated(Corporation team, String id, Map<String, ?> body) {
    var path = Corporation.PROVIDERS + "/" + id + "/secret";
    assertEquals(202, team.send("PUT", path, JSON.writeValueAsString(body)).statusCode());
    return team.settled(id);
  }

  /** Attaches it, and detaches it again; by one sign-in, for there are many of these. */
  private static String failed(Corporation team, String url, Map<String, Object> other) {
    var token = plane.token(team.owner());
    var wanted = new HashMap<>(Directories.wanted(url));
    wanted.putAll(other);
    var body = JSON.writeValueAsString(wanted);
    var made = team.send(token, "POST", Corporation.PROVIDERS, body);
    assertEquals(202, made.statusCode(), made.body());
    var one = Corporation.PROVIDERS + "/" + JSON.readTree(made.body()).path("id").asString();
    Await.until("it settles", Corporation.SOON, () -> !state(team, token, one).equals("trying"));
    var settled = team.send(token, "GET", one, "").body();
    assertEquals("failed", state(team, token, one), settled);
    assertEquals(204, team.send(token, "DELETE", one, "").statusCode());
    Await.until(
        "it is detached",
        Corporation.SOON,
        () -> team.send(token, "GET", one, "").statusCode() == 404);
    return JSON.readTree(settled).path("problem").path("code").asString();
  }

  private static String state(Corporation team, String token, String one) {
    return JSON.readTree(team.send(token, "GET", one, "").body()).path("state").asString("");
  }
}
