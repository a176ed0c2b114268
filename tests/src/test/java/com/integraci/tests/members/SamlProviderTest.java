package com.integraci.tests.members;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.tests.Browsing;
import com.integraci.tests.KeycloakServer;
import com.integraci.tests.Plane;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The same with a provider that speaks SAML, at an address of its own. */
@Tag("isolation")
final class SamlProviderTest {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String EMAIL = "urn:oid:1.2.840.113549.1.9.1";

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
  void an_invited_person_joins_and_one_who_claims_an_address_does_not() {
    var corporation = Corporation.found(plane, "saml-join");
    provide(corporation);
    assertEquals("attached", attach(corporation, metadata(corporation)));
    corporation.person("grace@corp.example");
    var link = corporation.invite("grace@corp.example", "developer");
    try (var browser = corporation.come(accepted(corporation, link), "grace@corp.example")) {
      assertTrue(browser.text().contains("Signed in as developer"), browser.text());
    }
    try (var again = corporation.come("corp", "grace@corp.example")) {
      assertTrue(corporation.in(again), again.address() + ": " + again.text());
    }
    var owner = corporation.owner();
    corporation.person(owner.id() + "@tests.example");
    try (var browser = corporation.come("corp", owner.id() + "@tests.example")) {
      assertFalse(corporation.in(browser), "the provider is believed");
      assertTrue(browser.text().contains("You have an account here"), browser.text());
    }
    assertEquals(0, corporation.joined(owner).size());
    corporation.person("mallory@corp.example");
    try (var browser = corporation.come("corp", "mallory@corp.example")) {
      assertFalse(corporation.in(browser));
    }
    assertEquals(2, corporation.accounts());
  }

  @Test
  void an_assertion_that_another_key_signed_lets_nobody_in() {
    var corporation = Corporation.found(plane, "saml-forged");
    provide(corporation);
    var other = Corporation.found(plane, "saml-other");
    provide(other);
    var certificate = Pattern.compile("(<ds:X509Certificate>)[^<]+");
    var theirs = certificate.matcher(metadata(other));
    assertTrue(theirs.find());
    var forged = certificate.matcher(metadata(corporation)).replaceAll(theirs.group());
    assertEquals("attached", attach(corporation, forged));
    corporation.person("grace@corp.example");
    var link = corporation.invite("grace@corp.example", "developer");
    try (var browser = corporation.come(accepted(corporation, link), "grace@corp.example")) {
      assertFalse(corporation.in(browser), "a forged assertion is taken");
    }
  }

  @Test
  void an_assertion_that_is_not_signed_itself_lets_nobody_in() {
    var corporation = Corporation.found(plane, "saml-unsigned");
    provide(corporation);
    assertEquals("attached", attach(corporation, metadata(corporation)));
    var client = corporation.keycloak("GET", corporation.realm(), "/clients", "").valueStream();
    var ours = client.filter(one -> one.path("protocol").asString("").equals("saml")).findFirst();
    corporation.keycloak(
        "PUT",
        corporation.realm(),
        "/clients/" + ours.orElseThrow().path("id").asString(),
        "{\"attributes\": {\"saml.assertion.signature\": \"false\"}}");
    corporation.person("grace@corp.example");
    var link = corporation.invite("grace@corp.example", "developer");
    try (var browser = corporation.come(accepted(corporation, link), "grace@corp.example")) {
      assertFalse(corporation.in(browser), "only the response around it is signed");
    }
  }

  @Test
  void one_has_no_client_secret_to_renew() {
    var corporation = Corporation.found(plane, "saml-secret");
    provide(corporation);
    assertEquals("attached", attach(corporation, metadata(corporation)));
    var id =
        JSON.readTree(corporation.send("GET", Corporation.PROVIDERS, "").body())
            .findPath("id")
            .asString();
    var path = Corporation.PROVIDERS + "/" + id + "/secret";
    var answer = corporation.send("PUT", path, "{\"client_secret\": \"a secret\"}");
    assertEquals(409, answer.statusCode(), answer.body());
  }

  @Test
  void metadata_that_are_none_are_refused() {
    var corporation = Corporation.found(plane, "saml-wrong");
    for (String metadata :
        List.of(
            "<html/>",
            "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><x>&e;</x>",
            "<EntityDescriptor xmlns=\"urn:oasis:names:tc:SAML:2.0:metadata\" entityID=\"x\"/>")) {
      var body = Map.of("kind", "saml", "alias", "corp", "name", "Corp", "metadata", metadata);
      var answer = corporation.send("POST", Corporation.PROVIDERS, JSON.writeValueAsString(body));
      assertEquals(400, answer.statusCode(), answer.body());
      assertTrue(answer.body().contains("\"metadata\""), answer.body());
    }
  }

  /** Makes a SAML provider of the second realm: an RSA key, an address of its own, a client. */
  private static void provide(Corporation corporation) {
    var realm = corporation.realm();
    var id = corporation.keycloak("GET", realm, "", "").path("id").asString();
    corporation.keycloak(
        "POST",
        realm,
        "/components",
        """
        {"name": "rsa", "providerId": "rsa-generated", "parentId": "%s",
         "providerType": "org.keycloak.keys.KeyProvider", "config": {"priority": ["200"]}}
        """
            .formatted(id));
    var own = KeycloakServer.shared().url().toString();
    corporation.keycloak(
        "PUT", realm, "", "{\"attributes\": {\"frontendUrl\": \"%s\"}}".formatted(own));
    var redirect =
        plane.settings().url()
            + "/auth/realms/%s/broker/corp/endpoint".formatted(corporation.owner().slug());
    var mapper =
        Map.of(
            "name", "email",
            "protocol", "saml",
            "protocolMapper", "saml-user-property-mapper",
            "config",
                Map.of(
                    "user.attribute", "email",
                    "attribute.name", EMAIL,
                    "attribute.nameformat", "URI Reference"));
    var client =
        Map.of(
            "clientId", plane.settings().url() + "/auth/realms/" + corporation.owner().slug(),
            "protocol", "saml",
            "redirectUris", List.of(redirect),
            "attributes",
                Map.of(
                    "saml.assertion.signature", "true",
                    "saml.server.signature", "true",
                    "saml.client.signature", "false",
                    "saml.signature.algorithm", "RSA_SHA256",
                    "saml_force_name_id_format", "false",
                    "saml.force.post.binding", "true",
                    "saml_assertion_consumer_url_post", redirect),
            "protocolMappers", List.of(mapper));
    corporation.keycloak("POST", realm, "/clients", JSON.writeValueAsString(client));
  }

  private static String metadata(Corporation corporation) {
    try (var browser = new Browsing(plane.tls())) {
      var own = KeycloakServer.shared().url();
      return browser
          .to(URI.create(own + "/realms/" + corporation.realm() + "/protocol/saml/descriptor"))
          .text();
    }
  }

  private static String attach(Corporation corporation, String metadata) {
    var body =
        Map.of("kind", "saml", "alias", "corp", "name", "Corporate accounts", "metadata", metadata);
    var answer = corporation.send("POST", Corporation.PROVIDERS, JSON.writeValueAsString(body));
    assertEquals(202, answer.statusCode(), answer.body());
    var id = JSON.readTree(answer.body()).path("id").asString();
    return corporation.settled(id).path("state").asString();
  }

  private static URI accepted(Corporation corporation, String link) {
    var goOn = corporation.accepted(link, "corp");
    corporation.ended("member.accept", 1);
    return goOn;
  }
}
