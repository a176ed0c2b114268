package com.integraci.appliance.decisions;

import com.integraci.appliance.bundles.Rules;
import com.integraci.bundles.policy.Undecided;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * How a decision comes out by other rules. Nothing is written.
 *
 * @param allowed whether it is a yes
 * @param reason what made it, in a word, as of a {@link Decision}
 * @param result what the rules found, canonical JSON
 */
public record Redecided(boolean allowed, String reason, String result) {

  private static final JsonMapper JSON = JsonMapper.shared();

  /** By these rules, on facts that were decided on before. */
  public static Redecided by(Rules.Ruling rules, String input) {
    var outcome = outcome(rules, input);
    return new Redecided(outcome.allowed(), outcome.reason().word(), outcome.result());
  }

  private static Outcome outcome(Rules.Ruling rules, String input) {
    try {
      return Outcome.of(rules.evaluator().decide(JSON.readTree(input)));
    } catch (Undecided e) {
      return Outcome.undecided(e);
    }
  }

  /** Whether the rules came to an end. */
  public boolean decided() {
    return reason.equals(Outcome.Reason.RULES.word());
  }

  /** The ids of the rules that deny in a result. */
  public static List<String> denying(String result) {
    return Findings.read(result).found().stream()
        .filter(Findings.Found::denies)
        .map(Findings.Found::rule)
        .toList();
  }
}
