package com.integraci.config;

import tools.jackson.databind.JsonNode;

/** Writes docs/configuration.md from the JSON Schema, so that it can't say anything else. */
final class SettingsReference {

  private final StringBuilder text = new StringBuilder();

  private SettingsReference() {}

  static String markdown() {
    var schema = SettingsFile.schema();
    var reference = new SettingsReference();
    reference.text.append(
        """
        # Configuration

        Generated from `control.schema.json` in module `config`; a test compares. %s An unknown key is refused, and every
        problem is named at once.

        | key | what | rule |
        |---|---|---|
        """
            .formatted(schema.get("description").stringValue()));
    reference.rows("", schema, schema);
    return reference.text.toString();
  }

  private void rows(String prefix, JsonNode object, JsonNode root) {
    object
        .get("properties")
        .properties()
        .forEach(
            entry -> {
              var key = prefix + entry.getKey();
              var property = entry.getValue();
              if (property.has("properties")) {
                rows(key + ".", property, root);
              } else {
                var description = property.get("description").stringValue();
                text.append(
                    "| `%s` | %s | %s |\n".formatted(key, description, rule(property, root)));
              }
            });
  }

  private static String rule(JsonNode property, JsonNode root) {
    if (property.has("$ref")) {
      return rule(root.at(property.get("$ref").stringValue().substring(1)), root);
    }
    var rule = new StringBuilder(property.get("type").stringValue());
    if (property.has("pattern")) {
      rule.append(", matches `").append(property.get("pattern").stringValue()).append('`');
    }
    if (property.has("minimum")) {
      rule.append(", %s to %s".formatted(property.get("minimum"), property.get("maximum")));
    }
    return rule.toString().replace("|", "\\|");
  }
}
