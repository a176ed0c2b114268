package com.integraci.appliance.decisions;

import com.integraci.appliance.bundles.Rules;
import com.integraci.bundles.policy.DecisionKind;
import com.integraci.bundles.policy.DecisionRecord;
import com.integraci.bundles.policy.Rule;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What rules say to facts that somebody gave. It is no decision: it is written down nowhere, and
 * allows nothing.
 *
 * @param kind the kind of decision, in a version of its facts
 * @param bundle which rules
 * @param allowed whether they say yes
 * @param reason what made it, in a word, as of a {@link Decision}
 * @param rules what each found, in the bundle's order; none when they came to no end
 * @param message why they came to no end
 */
public record Answer(
    String kind,
    DecisionRecord.BundleRef bundle,
    boolean allowed,
    String reason,
    List<Said> rules,
    Optional<String> message) {

  public Answer {
    rules = List.copyOf(rules);
  }

  /**
   * What one rule found.
   *
   * @param rule as the manifest has it
   * @param found what it found
   */
  public record Said(Rule rule, Findings.Found found) {}

  static Answer of(DecisionKind kind, Rules.Ruling ruling, JsonNode facts) {
    var outcome = Gates.outcome(ruling, facts);
    var findings = Findings.read(outcome.result());
    var rules = ruling.rules().stream().collect(Collectors.toMap(Rule::id, Function.identity()));
    return new Answer(
        kind.text(),
        new DecisionRecord.BundleRef(ruling.name(), ruling.version(), ruling.digest()),
        outcome.allowed(),
        outcome.reason().word(),
        findings.found().stream().map(found -> new Said(rules.get(found.rule()), found)).toList(),
        findings.message());
  }
}
