package com.integraci.bundles.policy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The exceptions that facts name, by rule. They are facts like others, so that a decision can be
 * made again; the rules of a bundle neither make one nor see to its end.
 *
 * @param ids by rule: the id of the exception that is made from it
 */
record Exemptions(Map<String, String> ids) {

  Exemptions {
    ids = Map.copyOf(ids);
  }

  /** Those that have not expired when it is decided; of two for one rule, the first. */
  static Exemptions of(JsonNode facts) {
    var ids = new HashMap<String, String>();
    var time = facts.path("time").asString("");
    for (JsonNode one : facts.path("exceptions")) {
      // Both are UTC to the second, in a form that sorts as time goes.
      if (one.path("expires").asString("").compareTo(time) > 0) {
        ids.putIfAbsent(one.path("rule").asString(""), one.path("id").asString(""));
      }
    }
    return new Exemptions(ids);
  }

  Optional<String> of(Rule rule) {
    return Optional.ofNullable(ids.get(rule.id()));
  }
}
