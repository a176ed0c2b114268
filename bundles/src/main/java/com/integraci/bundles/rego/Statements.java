package com.integraci.bundles.rego;

import com.integraci.bundles.rego.Statement.Expression;
import com.integraci.bundles.rego.Statement.Form;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What {@code opa parse} says of a file, with places. */
final class Statements {

  private static final String STRING = "string";

  private Statements() {}

  static List<Statement> of(String file, JsonNode tree) {
    var scope =
        tree.path("package")
            .path("path")
            .valueStream()
            .skip(1)
            .map(part -> part.path("value").asString(""))
            .collect(Collectors.joining("/"));
    return tree.path("rules").valueStream().map(rule -> statement(file, scope, rule)).toList();
  }

  private static Statement statement(String file, String scope, JsonNode rule) {
    var head = rule.path("head");
    var form =
        head.has("args")
            ? Form.FUNCTION
            : rule.path("default").asBoolean(false) ? Form.DEFAULT : Form.RULE;
    return new Statement(
        file,
        rule.path("location").path("row").asInt(0),
        scope,
        head.path("ref").path(0).path("value").asString(""),
        key(head),
        text(head.path("key")),
        form,
        text(rule),
        rule.path("body")
            .valueStream()
            .filter(Statements::written)
            .map(Statements::asked)
            .toList());
  }

  /** {@code pass contains "key"}, or {@code detail.key}. */
  private static String key(JsonNode head) {
    var part = head.path("ref").path(1);
    var key = head.has("key") ? head.path("key") : part;
    return key.path("type").asString("").equals(STRING) ? key.path("value").asString("") : "";
  }

  /** A rule without a body has one that always holds, which nobody wrote. */
  private static boolean written(JsonNode expression) {
    return !expression.path("generated").asBoolean(false);
  }

  private static Expression asked(JsonNode expression) {
    return new Expression(expression.path("location").path("row").asInt(0), text(expression));
  }

  private static String text(JsonNode node) {
    var encoded = node.path("location").path("text").asString("");
    return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
  }
}
