package com.integraci.appliance.keycloak;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Compares what Keycloak says with what the template says. Only what the template names counts:
 * Keycloak fills in the rest. Scopes are left out, because an update does not change them.
 */
final class RealmShape {

  /** The realm's name never changes; whether it is open is told apart. */
  private static final Set<String> APART = Set.of("realm", "enabled");

  private static final Set<String> SCOPES = Set.of("defaultClientScopes", "optionalClientScopes");

  private RealmShape() {}

  /** The names of the realm's plain settings that differ. */
  static List<String> settings(JsonNode wanted, JsonNode found) {
    var differing = new ArrayList<String>();
    for (Map.Entry<String, JsonNode> setting : wanted.properties()) {
      if (setting.getValue().isValueNode()
          && !APART.contains(setting.getKey())
          && !same(setting.getValue(), found.path(setting.getKey()))) {
        differing.add(setting.getKey());
      }
    }
    return differing;
  }

  /** The names of a client's fields that differ. */
  static List<String> clientFields(JsonNode wanted, JsonNode found) {
    var differing = new ArrayList<String>();
    for (Map.Entry<String, JsonNode> field : wanted.properties()) {
      if (!SCOPES.contains(field.getKey())
          && !fits(field.getKey(), field.getValue(), found.path(field.getKey()))) {
        differing.add(field.getKey());
      }
    }
    return differing;
  }

  private static boolean fits(String field, JsonNode wanted, JsonNode found) {
    if (wanted.isObject()) {
      return covers(wanted, found);
    }
    if (!wanted.isArray()) {
      return same(wanted, found);
    }
    return field.equals("protocolMappers")
        ? mappers(wanted).equals(mappers(found)) && mappersFit(wanted, found)
        : texts(wanted).equals(texts(found));
  }

  /** Whether everything of the one is in the other. */
  private static boolean covers(JsonNode wanted, JsonNode found) {
    return wanted.properties().stream()
        .allMatch(entry -> same(entry.getValue(), found.path(entry.getKey())));
  }

  private static boolean mappersFit(JsonNode wanted, JsonNode found) {
    return wanted
        .valueStream()
        .allMatch(
            mapper ->
                found
                    .valueStream()
                    .filter(other -> same(mapper.path("name"), other.path("name")))
                    .anyMatch(
                        other ->
                            same(mapper.path("protocolMapper"), other.path("protocolMapper"))
                                && covers(mapper.path("config"), other.path("config"))));
  }

  private static Set<String> mappers(JsonNode mappers) {
    return mappers
        .valueStream()
        .map(mapper -> mapper.path("name").asString(""))
        .collect(Collectors.toSet());
  }

  private static Set<String> texts(JsonNode array) {
    var texts = new HashSet<String>();
    array.forEach(value -> texts.add(value.asString("")));
    return texts;
  }

  /** Keycloak gives numbers and truths as such or as text. */
  private static boolean same(JsonNode wanted, JsonNode found) {
    return found.isValueNode() && wanted.asString("").equals(found.asString(""));
  }
}
