package com.integraci.bundles.policy;

import com.integraci.bundles.rego.Problem;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * What a bundle says of itself ({@code manifest.json}, format 1; docs/policy-bundles.md).
 *
 * @param name the bundle's name
 * @param version of the bundle, three numbers
 * @param decision the kind of decision it is for, and by that the schema of its facts
 * @param effective the day from which it is meant to hold
 * @param rules its rules, in its order
 */
public record Manifest(
    String name, String version, DecisionKind decision, LocalDate effective, List<Rule> rules) {

  static final String FILE = "manifest.json";

  private static final Schemas SCHEMA = Schemas.named("manifest");

  public Manifest {
    rules = List.copyOf(rules);
  }

  /**
   * Reads a manifest.
   *
   * @throws BundleRefused with all that is wrong
   */
  static Manifest read(byte[] document) {
    JsonNode tree = SCHEMA.read(FILE, document);
    var problems = new ArrayList<Problem>();
    var rules = tree.get("rules").valueStream().map(Manifest::rule).toList();
    var seen = new HashSet<String>();
    for (Rule rule : rules) {
      if (!seen.add(rule.id())) {
        problems.add(problem("The rule " + rule.id() + " is there twice."));
      }
    }
    var effective = LocalDate.EPOCH;
    try {
      effective = LocalDate.parse(tree.get("effective").asString());
    } catch (DateTimeException e) {
      problems.add(problem("There is no day " + tree.get("effective").asString() + "."));
    }
    if (!problems.isEmpty()) {
      throw new BundleRefused(problems);
    }
    return new Manifest(
        tree.get("name").asString(),
        tree.get("version").asString(),
        DecisionKind.of(tree.get("decision").asString()).orElseThrow(),
        effective,
        rules);
  }

  private static Problem problem(String sentence) {
    return new Problem(FILE, 0, 0, "manifest", sentence);
  }

  private static Rule rule(JsonNode node) {
    return new Rule(
        node.get("id").asString(),
        node.get("title").asString(),
        Rule.Severity.valueOf(node.get("severity").asString().toUpperCase(Locale.ROOT)),
        node.get("message").asString(),
        node.get("fix").asString(),
        node.path("controls").valueStream().map(JsonNode::asString).toList());
  }
}
