package com.integraci.appliance.console;

import com.integraci.appliance.bundles.Covered;
import com.integraci.appliance.decisions.DecisionSummary;
import com.integraci.appliance.decisions.DecisionSummary.Count;
import com.integraci.appliance.decisions.DecisionSummary.Step;
import com.integraci.bundles.policy.Rule;
import com.integraci.bundles.policy.RuleSource;
import com.integraci.bundles.policy.Trace;
import com.integraci.bundles.rego.TestReport.Lines;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Parts of pages of policies, with plausible content. */
final class PolicySamples {

  private static final String BASE = "/t/acme/policies/01943a5e-8a53-7c3e-9c7b-0d4d5b0c9f21";
  private static final Instant FROM = Instant.parse("2026-10-30T00:00:00Z");

  private PolicySamples() {}

  static TrendView trend(boolean empty) {
    return Trends.view(summary(empty), BASE);
  }

  static String trendPage() {
    return Samples.pages().get("policies");
  }

  static DecisionSummary summary(boolean empty) {
    var counts =
        IntStream.range(0, Step.DAY.number())
            .mapToObj(
                day ->
                    new Count(
                        FROM.plus(Step.DAY.length().multipliedBy(day)),
                        empty ? 0 : 7 * (day % 7),
                        empty ? 0 : day % 5))
            .toList();
    return new DecisionSummary(FROM, Step.DAY, Optional.of(FROM), counts, List.of());
  }

  static BundleView.RuleRow row(Rule rule) {
    var hits = new BundleView.Hits(3, 1240, "/t/acme/decisions?result=no&rule=" + rule.id());
    return new BundleView.RuleRow(rule, BASE + "/rules/" + rule.id(), Optional.of(hits));
  }

  static Map<String, Lines> lines() {
    return Map.of("rules/gate.rego", new Lines(12, 13), "rules/more.rego", new Lines(7, 7));
  }

  static Optional<Covered> covered(boolean kept) {
    return kept ? Optional.of(new Covered(new TreeMap<>(lines()))) : Optional.empty();
  }

  static DecisionsView.By by() {
    return new DecisionsView.By("tests_passed", "2d".repeat(32));
  }

  static Form unsigned() {
    return Form.of(Map.of("signature", "{}")).wrong("signature", "It does not count.");
  }

  static Trace trace() {
    var part = new Trace.Part(4, "input.evidence.tests.failed == 0", Trace.Outcome.FAILED);
    var next = new Trace.Part(5, "passed >= data.tests.least", Trace.Outcome.UNREACHED);
    var step =
        new Trace.Step("rules/gate.rego", 3, "pass", Trace.Outcome.FAILED, List.of(part, next));
    var none = new Trace.Step("rules/gate.rego", 8, "missing", Trace.Outcome.HELD, List.of());
    var value =
        new Trace.Value("passed", "rules/gate.rego", 9, Optional.of("12"), Trace.Outcome.HELD);
    var absent =
        new Trace.Value("absent", "rules/gate.rego", 11, Optional.empty(), Trace.Outcome.FAILED);
    return new Trace("tests_passed", List.of(step, none), List.of(value, absent), true);
  }

  static String rule() {
    var rule =
        new Rule(
            "tests_passed",
            "Tests passed",
            Rule.Severity.HIGH,
            "A test failed, or none ran.",
            "Mend what fails, and send the report.",
            List.of("ssdf-1.1:PW.8.2"));
    var code = new RuleSource.Part("rules/gate.rego", 3, "pass contains \"tests_passed\" if true");
    var test = new RuleSource.Part("tests/gate_test.rego", 9, "test_tests_passed__passes if true");
    var control = new RuleView.Evidence("SSDF", "task PW.8.2", "Code is tested", BASE);
    return Page.rule(
        Samples.member("Tests passed", Section.POLICIES),
        new RuleView(
            row(rule),
            "acme-gate 1.0.0",
            BASE,
            "the last 30 days",
            new RuleSource(List.of(code), List.of(test)),
            List.of(control, new RuleView.Evidence("ours", "1", "", ""))));
  }
}
