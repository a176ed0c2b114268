package com.integraci.appliance.console;

import com.integraci.appliance.bundles.Bundle;
import com.integraci.appliance.bundles.Bundles;
import com.integraci.appliance.decisions.DecisionSummary;
import com.integraci.appliance.http.Visitor;
import com.integraci.bundles.policy.DecisionKind;
import com.integraci.bundles.policy.Rule;
import java.util.List;
import java.util.Optional;

/**
 * Lays out the rules of a bundle with what they denied.
 *
 * @param visitor who looks
 * @param bundle whose rules they are
 */
record RuleSheet(Visitor visitor, Bundle bundle) {

  /** What is counted for a bundle's page. */
  static DecisionSummary.Asked asked(Bundles.Opened opened, DecisionSummary.Step step) {
    var manifest = opened.content().manifest();
    return new DecisionSummary.Asked(
        manifest.decision(),
        opened.bundle().digest(),
        step,
        manifest.rules().stream().map(Rule::id).toList());
  }

  /** All of them. */
  List<BundleView.RuleRow> rows(List<Rule> rules, Optional<DecisionSummary> counted) {
    return rules.stream().map(rule -> row(rule, counted)).toList();
  }

  /** One of them; each was asked in every decision that the bundle made. */
  BundleView.RuleRow row(Rule rule, Optional<DecisionSummary> counted) {
    var hits =
        counted.map(
            summary ->
                new BundleView.Hits(
                    denied(summary, rule), summary.allowed() + summary.denied(), decisions(rule)));
    return new BundleView.RuleRow(rule, address() + "/rules/" + rule.id(), hits);
  }

  /** The bundle's page. */
  String address() {
    return Section.POLICIES.of(visitor) + "/" + bundle.id();
  }

  private String decisions(Rule rule) {
    var base = Section.DECISIONS.of(visitor);
    var kind = bundle.decision().equals(DecisionKind.ACTION_1.text()) ? "kind=actions&" : "";
    return base + "?" + kind + "result=no&rule=" + rule.id() + "&bundle=" + bundle.digest();
  }

  private static long denied(DecisionSummary summary, Rule rule) {
    return summary.hits().stream()
        .filter(one -> one.rule().equals(rule.id()))
        .mapToLong(DecisionSummary.Hits::denied)
        .sum();
  }
}
