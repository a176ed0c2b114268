package com.integraci.appliance.decisions;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What rules found, read from a decision's result.
 *
 * @param found one for each rule, in the bundle's order
 * @param message why the rules came to no end, or that there are none
 */
public record Findings(List<Found> found, Optional<String> message) {

  public Findings {
    found = List.copyOf(found);
  }

  /**
   * What one rule found. Title, severity, message and fix are there when it denies.
   *
   * @param rule its id
   * @param outcome {@code pass}, {@code not_applicable}, {@code fail} or {@code no_evidence}
   * @param detail what the bundle adds in this case, or ""
   * @param exception the id of the exception by which it does not deny, or ""
   */
  public record Found(
      String rule,
      String outcome,
      String title,
      String severity,
      String message,
      String fix,
      String detail,
      String exception) {

    /** Whether the decision is no because of it. */
    public boolean denies() {
      return (outcome.equals("fail") || outcome.equals("no_evidence")) && exception.isEmpty();
    }
  }

  /** Reads a result: {@link Decision#result}. */
  public static Findings read(String result) {
    var document = JsonMapper.shared().readTree(result);
    return new Findings(
        document.path("findings").valueStream().map(Findings::found).toList(),
        document.path("message").stringValueOpt());
  }

  private static Found found(JsonNode node) {
    return new Found(
        node.path("rule").asString(""),
        node.path("outcome").asString(""),
        node.path("title").asString(""),
        node.path("severity").asString(""),
        node.path("message").asString(""),
        node.path("fix").asString(""),
        node.path("detail").asString(""),
        node.path("exception").asString(""));
  }
}
