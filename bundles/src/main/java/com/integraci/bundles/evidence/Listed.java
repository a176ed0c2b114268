package com.integraci.bundles.evidence;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Objects of a list, each once, in the order of their texts.
 *
 * @param member the list
 * @param byText {@value #MAX} at most
 */
record Listed(String member, SortedMap<String, JsonNode> byText) implements Fact {

  static final int MAX = 50;

  Listed {
    byText = Collections.unmodifiableSortedMap(new TreeMap<>(byText));
    if (byText.size() > MAX) {
      throw new Fault("There are more than " + MAX + " " + member + ".");
    }
  }

  static Listed of(String member, JsonNode one) {
    return new Listed(member, new TreeMap<>(Map.of(one.toString(), one)));
  }

  @Override
  public Listed and(Fact other) {
    var all = new TreeMap<>(byText);
    all.putAll(((Listed) other).byText);
    return new Listed(member, all);
  }

  @Override
  public JsonNode json() {
    var all = JSON.arrayNode();
    byText.values().forEach(all::add);
    return all;
  }
}
