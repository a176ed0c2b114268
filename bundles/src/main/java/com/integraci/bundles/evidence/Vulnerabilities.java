package com.integraci.bundles.evidence;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Vulnerabilities, each once.
 *
 * @param byId {@value #MAX} at most
 */
record Vulnerabilities(SortedMap<String, Vulnerability> byId) implements Fact {

  static final int MAX = 1000;

  Vulnerabilities {
    byId = Collections.unmodifiableSortedMap(new TreeMap<>(byId));
    if (byId.size() > MAX) {
      throw new Fault("There are more than " + MAX + " vulnerabilities.");
    }
  }

  @Override
  public String member() {
    return "vulnerabilities";
  }

  @Override
  public Vulnerabilities and(Fact other) {
    var all = new TreeMap<>(byId);
    ((Vulnerabilities) other).byId.forEach((id, one) -> all.merge(id, one, Vulnerability::and));
    return new Vulnerabilities(all);
  }

  @Override
  public JsonNode json() {
    var all = JSON.arrayNode();
    byId.values().forEach(one -> all.add(one.json()));
    return all;
  }
}
