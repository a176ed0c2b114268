package com.integraci.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tenant's realm as Keycloak is to make it: the reviewed template {@code keycloak/realm.json},
 * whose comments stand in docs/adr. Values are put into the template's texts after it was parsed,
 * so that no value can change its shape.
 *
 * <p>The realm hashes with bcrypt, locks out who guesses, takes nobody's registration, and has
 * three clients: {@code console} for people (authorization code with PKCE), {@code control-plane}
 * for everything the control plane does in the realm after it was made, and {@code cli} for what
 * people run on their own machines (RFC 8252). The first two prove themselves with the control
 * plane's key; the third has nothing to prove itself with, so it redirects to the loopback address
 * alone, demands PKCE, and gets access tokens that nothing renews.
 */
public final class RealmTemplate {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z]+)}}");

  private RealmTemplate() {}

  /**
   * A tenant's realm as JSON.
   *
   * @param values {@code slug}, {@code organisation}, {@code tenant} (its id), {@code url} (of the
   *     appliance, without a path) and {@code jwks} (the control plane's public key as a JWK set)
   * @throws IllegalArgumentException when one is missing
   */
  public static String tenant(Map<String, String> values) {
    return JSON.writeValueAsString(filled(read("realm.json"), values));
  }

  /**
   * The operators' realm: the same with the service client {@code operator}.
   *
   * @param values the same and {@code account}, the id of the client's account
   */
  public static String operators(Map<String, String> values) {
    var realm = (ObjectNode) filled(read("realm.json"), values);
    var operator = filled(read("operator.json"), values);
    realm.withArray("clients").add(operator.path("client"));
    realm.withArray("users").add(operator.path("user"));
    return JSON.writeValueAsString(realm);
  }

  /**
   * A team's own identity provider as Keycloak is to have it in the team's realm, without its
   * secret and whether it is enabled.
   *
   * @param kind {@code oidc}, {@code saml} or {@code ldap}: the reviewed template {@code
   *     provider-KIND.json}
   * @param values the template's places
   * @throws IllegalArgumentException when one is missing
   */
  public static String provider(String kind, Map<String, String> values) {
    return JSON.writeValueAsString(filled(read("provider-" + kind + ".json"), values));
  }

  /**
   * What somebody goes through who comes from a team's own identity provider, as an array of flows:
   * {@code provider-first} when the realm does not know yet whose account that is, and then each
   * time one of {@code provider-after}, which asks those who have a second factor, and {@code
   * provider-after-required}, which has everybody set one up.
   *
   * <p>No account is made here and no address is believed: an account is joined by a proof of ours
   * ({@code installer/keycloak-joining}) or by its own password, and second factor if it has one.
   */
  public static String providerFlows() {
    return JSON.writeValueAsString(read("provider-flows.json"));
  }

  private static JsonNode filled(JsonNode node, Map<String, String> values) {
    return switch (node) {
      case ObjectNode object -> {
        var copy = JSON.createObjectNode();
        object.forEachEntry((name, value) -> copy.set(name, filled(value, values)));
        yield copy;
      }
      case ArrayNode array -> {
        var copy = JSON.createArrayNode();
        array.forEach(value -> copy.add(filled(value, values)));
        yield copy;
      }
      default -> node.isString() ? JSON.getNodeFactory().stringNode(text(node, values)) : node;
    };
  }

  private static String text(JsonNode node, Map<String, String> values) {
    return PLACE
        .matcher(node.asString())
        .replaceAll(
            place -> {
              var value = values.get(place.group(1));
              if (value == null) {
                throw new IllegalArgumentException("the template needs " + place.group(1));
              }
              return Matcher.quoteReplacement(value);
            });
  }

  private static JsonNode read(String name) {
    try (InputStream in = RealmTemplate.class.getResourceAsStream("keycloak/" + name)) {
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
