package com.integraci.appliance.console;

import com.integraci.appliance.decisions.Answer;
import com.integraci.appliance.decisions.Findings;
import com.integraci.appliance.failure.Invalid;
import com.integraci.bundles.policy.DecisionKind;
import com.integraci.bundles.policy.DecisionRecord;
import com.integraci.bundles.policy.Rule;
import com.integraci.bundles.rego.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pages on which rules are asked about facts, with plausible content. */
final class AnswerSamples {

  private static final String ID = "01943a5e-8a53-7c3e-9c7b-0d4d5b0c9f21";
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final AnswerSheet GATE = AnswerSheet.of(FactsSample.of(DecisionKind.GATE_1, NOW));
  private static final Rule RULE =
      new Rule(
          "tests_passed",
          "Tests passed",
          Rule.Severity.HIGH,
          "A test failed, or none ran.",
          "Mend what fails, and send the report.",
          List.of("soc2:CC8.1"));
  private static final Rule REVIEWED =
      new Rule("reviewed", "Reviewed", Rule.Severity.LOW, "Nobody.", "Ask.", List.of());

  private AnswerSamples() {}

  static void add(Map<String, String> pages) {
    var action = AnswerSheet.of(FactsSample.of(DecisionKind.ACTION_1, NOW));
    pages.put("answer-none", page(false, GATE));
    pages.put("answer-ask", page(true, action.erased(true)));
    pages.put("answer-denied", page(true, GATE.answered(answer("fail", ""))));
    pages.put("answer-allowed", page(true, GATE.answered(answer("fail", ID))));
    pages.put("answer-limit", page(true, GATE.answered(limit())));
    pages.put("answer-facts", page(true, GATE.wrong(wrong())));
    var problem = new Problem("rules/gate.rego", 3, 1, "rego", "No such function.");
    pages.put("answer-draft", page(true, GATE.refused(List.of(problem), "/t/acme/drafts/" + ID)));
  }

  private static List<Invalid.Problem> wrong() {
    return List.of(
        new Invalid.Problem("facts:3", "/gate: string expected."),
        new Invalid.Problem("facts", "The facts have more than 1 MiB."),
        new Invalid.Problem("by", "It is one of the drafts and bundles."));
  }

  private static Answer answer(String outcome, String exception) {
    var found = new Findings.Found(RULE.id(), outcome, "", "", "", "", "3 failed", exception);
    var holds = new Findings.Found(REVIEWED.id(), "pass", "", "", "", "", "", "");
    return new Answer(
        "gate-1",
        new DecisionRecord.BundleRef("acme-gate", "1.0.0", "cd".repeat(32)),
        !exception.isEmpty(),
        "rules",
        List.of(new Answer.Said(RULE, found), new Answer.Said(REVIEWED, holds)),
        Optional.empty());
  }

  private static Answer limit() {
    return new Answer(
        "gate-1",
        new DecisionRecord.BundleRef("acme-gate", "1.0.0", "cd".repeat(32)),
        false,
        "limit",
        List.of(),
        Optional.of("The rules took longer than 50 ms."));
  }

  private static String page(boolean some, AnswerSheet sheet) {
    var draft = new AnswerView.Choice("draft-" + ID, "acme-gate", true);
    var bundle = new AnswerView.Choice("bundle-" + ID, "acme-gate 1.0.0, active", false);
    return Page.answer(
        Samples.member("Try facts", Section.POLICIES),
        new AnswerView(
            some ? List.of(draft) : List.of(),
            some ? List.of(bundle) : List.of(),
            sheet,
            "/t/acme/answers",
            "/t/acme/policies"));
  }
}
