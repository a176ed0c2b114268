package com.integraci.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class RealmTemplateTest {

  private static final Map<String, String> VALUES =
      Map.of(
          "slug", "acme",
          "organisation", "Acme \"{{slug}}\" $1",
          "tenant", "0192f0aa-0000-7000-8000-000000000002",
          "url", "https://localhost:8443",
          "jwks", "{\"keys\":[]}");

  @Test
  void a_value_stays_text_whatever_it_holds() {
    var realm = realm(VALUES);
    assertEquals("Acme \"{{slug}}\" $1", realm.path("displayName").asString());
    assertEquals("acme", realm.path("realm").asString());
  }

  @Test
  void every_place_is_filled_or_it_is_refused() {
    assertFalse(realm(without("organisation", "none")).toString().contains("{{"));
    for (String name : VALUES.keySet()) {
      var fewer = new HashMap<>(VALUES);
      fewer.remove(name);
      assertThrows(IllegalArgumentException.class, () -> RealmTemplate.tenant(fewer), name);
    }
  }

  @Test
  void takes_no_registration_and_no_password_in_the_clear() {
    var realm = realm(VALUES);
    assertFalse(realm.path("registrationAllowed").asBoolean());
    assertEquals("all", realm.path("sslRequired").asString());
    assertTrue(realm.path("bruteForceProtected").asBoolean());
    assertTrue(realm.path("passwordPolicy").asString().startsWith("hashAlgorithm(bcrypt)"));
    for (JsonNode client : realm.path("clients")) {
      assertFalse(client.path("directAccessGrantsEnabled").asBoolean(), client.toString());
      assertFalse(client.path("implicitFlowEnabled").asBoolean(), client.toString());
    }
  }

  @Test
  void the_one_public_client_redirects_to_this_machine_alone_and_wants_proof_of_possession() {
    var open = new ArrayList<JsonNode>();
    for (JsonNode client : realm(VALUES).path("clients")) {
      if (client.path("publicClient").asBoolean() && client.path("enabled").asBoolean()) {
        open.add(client);
      }
    }
    assertEquals(1, open.size());
    var cli = open.getFirst();
    assertEquals("cli", cli.path("clientId").asString());
    assertEquals("[\"http://127.0.0.1/callback\"]", cli.path("redirectUris").toString());
    assertEquals("S256", cli.path("attributes").path("pkce.code.challenge.method").asString());
    assertEquals("false", cli.path("attributes").path("use.refresh.tokens").asString());
    assertFalse(cli.path("fullScopeAllowed").asBoolean());
    assertEquals("[\"basic\"]", cli.path("defaultClientScopes").toString());
    assertEquals("[]", cli.path("optionalClientScopes").toString());
  }

  @Test
  void only_the_operators_realm_has_a_client_with_a_secret() {
    var values = new HashMap<>(VALUES);
    values.put("account", "0192f0aa-0000-7000-8000-000000000003");
    assertFalse(RealmTemplate.tenant(VALUES).contains("client-secret"));
    var operators = JsonMapper.shared().readTree(RealmTemplate.operators(values));
    assertEquals("operator", operators.path("clients").path(5).path("clientId").asString());
    assertEquals(
        "0192f0aa-0000-7000-8000-000000000003",
        operators.path("users").path(1).path("id").asString());
  }

  private static JsonNode realm(Map<String, String> values) {
    return JsonMapper.shared().readTree(RealmTemplate.tenant(values));
  }

  private static Map<String, String> without(String name, String value) {
    var values = new HashMap<>(VALUES);
    values.put(name, value);
    return values;
  }
}
