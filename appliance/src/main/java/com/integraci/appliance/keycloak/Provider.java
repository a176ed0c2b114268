package com.integraci.appliance.keycloak;

import com.integraci.config.RealmTemplate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A team's own identity provider as its realm is to have it, but for the secret.
 *
 * @param alias its name in addresses
 * @param kind {@code oidc}, {@code saml} or {@code ldap}
 * @param enabled whether people may come from it
 * @param factor whether whoever comes needs a second factor of ours
 * @param values the other places of its template
 */
public record Provider(
    String alias, String kind, boolean enabled, boolean factor, Map<String, String> values) {

  private static final JsonMapper JSON = JsonMapper.shared();

  public Provider {
    Objects.requireNonNull(alias);
    Objects.requireNonNull(kind);
    values = Map.copyOf(values);
  }

  /** As Keycloak represents it. */
  ObjectNode representation() {
    var places = new HashMap<>(values);
    places.put("alias", alias);
    places.put("after", factor ? "provider-after-required" : "provider-after");
    var made = (ObjectNode) JSON.readTree(RealmTemplate.provider(kind, places));
    // Keycloak keeps no empty texts.
    var config = (ObjectNode) made.path("config");
    config.properties().stream()
        .filter(entry -> entry.getValue().asString("").isEmpty())
        .map(Map.Entry::getKey)
        .toList()
        .forEach(config::remove);
    return made.put("enabled", enabled);
  }
}
