package com.integraci.bundles.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The levels that the rules of a tool, or of an extension of it, have by default. */
final class SarifRules {
  private final List<SarifLevel> byIndex = new ArrayList<>();
  private final Map<String, SarifLevel> byId = new HashMap<>();
  private String name = "";

  /** Reads a {@code toolComponent} (section 3.19). */
  static SarifRules read(JsonReader in) {
    var rules = new SarifRules();
    in.object(
        member -> {
          switch (member) {
            case "name" -> rules.name = in.text();
            case "rules" -> in.array(() -> rules.rule(in));
            default -> in.pass();
          }
        });
    return rules;
  }

  private void rule(JsonReader in) {
    var id = new ArrayList<String>(1);
    // What a configuration that says nothing has (section 3.50.3).
    var level = new ArrayList<>(List.of(SarifLevel.WARNING));
    in.object(
        member -> {
          switch (member) {
            case "id" -> id.add(in.text());
            case "defaultConfiguration" ->
                in.only("level", () -> level.set(0, in.oneOf(SarifLevel.TEXTS)));
            default -> in.pass();
          }
        });
    byIndex.add(level.getFirst());
    id.forEach(text -> byId.merge(text, level.getFirst(), Vulnerability::worse));
  }

  boolean named(String text) {
    return name.equals(text);
  }

  /** Of the rule at that index, if there is one. */
  Optional<SarifLevel> at(int index) {
    return index < byIndex.size() ? Optional.of(byIndex.get(index)) : Optional.empty();
  }

  /** Of the rule of that id, or of the one it is below ({@code CA1000/1}, section 3.27.5). */
  Optional<SarifLevel> of(String id) {
    var rest = id;
    while (!byId.containsKey(rest) && rest.contains("/")) {
      rest = rest.substring(0, rest.lastIndexOf('/'));
    }
    return Optional.ofNullable(byId.get(rest));
  }
}
