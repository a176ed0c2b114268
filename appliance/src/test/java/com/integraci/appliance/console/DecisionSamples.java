package com.integraci.appliance.console;

import com.integraci.appliance.console.DecisionView.Again;
import com.integraci.appliance.console.DecisionView.Change;
import com.integraci.appliance.decisions.Findings;
import com.integraci.bundles.policy.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pages of decisions, with plausible content. */
final class DecisionSamples {

  private static final String BASE = "/t/acme/decisions";
  private static final String FACTS = "{\n  \"service\" : \"shop\"\n}";
  private static final String ID = "01943a5e-8a53-7c3e-9c7b-0d4d5b0c9f21";

  private DecisionSamples() {}

  static void add(Map<String, String> pages) {
    pages.put("policies", bundles(List.of(bundle(Lamp.OK, "active")), true));
    pages.put("policies-none", bundles(List.of(), false));
    pages.put("policy", bundle(true));
    pages.put("policy-own", bundle(false));
    pages.put("rule", PolicySamples.rule());
    pages.put("compliance", frameworks());
    pages.put("framework", framework());
    pages.put("drafts", drafts(List.of(draft())));
    pages.put("drafts-none", drafts(List.of()));
    pages.put("draft", draft(List.of()));
    pages.put("draft-faults", draft(List.of(new DraftView.Fault("rules/gate.rego", 2, "No.", ""))));
    AnswerSamples.add(pages);
    pages.put("keys", keys(List.of(key("trusted"), key("removed")), Form.EMPTY));
    pages.put("keys-none", keys(List.of(), KEY_WRONG));
    pages.put(
        "key-remove",
        Page.keyRemove(
            Samples.member("Remove a trusted key", Section.POLICIES),
            key("trusted"),
            "/t/acme/keys"));
    pages.put("exceptions", exceptions(List.of(exception(Lamp.BUSY), exception(Lamp.OK))));
    pages.put("exceptions-none", exceptions(List.of()));
    pages.put("exception-owner", handedOn(List.of(GRACE), ""));
    pages.put("exception-owner-none", handedOn(List.of(), "/t/acme/exceptions?after=" + ID));
    pages.put("decisions", list(List.of(row(true), row(false)), BASE + "?after=" + ID));
    pages.put("decisions-actions", actions());
    pages.put("problem-ruled", ruled());
    pages.put("decisions-none", list(List.of(), ""));
    pages.put("decision", one(false, FACTS, Optional.of(new Again(true, List.of()))));
    var change = new Change("reviewed", "fails", "holds by one");
    pages.put(
        "decision-different", one(false, FACTS, Optional.of(new Again(false, List.of(change)))));
    pages.put("decision-erased", one(true, "", Optional.empty()));
    pages.put(
        "decision-erase",
        Page.decisionErase(Samples.member("Erase facts", Section.DECISIONS), row(true)));
  }

  private static String bundles(List<BundlesView.Row> rows, boolean rollBack) {
    return Page.bundles(
        Samples.member("Policies", Section.POLICIES),
        new BundlesView(
            rows,
            true,
            Optional.of(PolicySamples.trend(rows.isEmpty())),
            "/t/acme/policies",
            "/t/acme/drafts",
            "/t/acme/exceptions",
            "/t/acme/replays",
            "/t/acme/keys",
            true,
            true,
            rollBack,
            rollBack));
  }

  private static final TeamPeople.Choice GRACE =
      new TeamPeople.Choice(ID, "Grace Hopper (grace@example.org)");

  private static final Form KEY_WRONG =
      Form.of(Map.of("name", "Main", "bundles", "true"))
          .wrong("name", "It begins with a letter.")
          .wrong("public_key", "This is a private key, and it was not kept.")
          .wrong("bundles", "It is trusted for bundles, for evidence or for both.");

  private static String keys(List<KeysView.Row> rows, Form form) {
    return Page.keys(
        Samples.member("Trusted keys", Section.POLICIES),
        new KeysView(rows, true, "/t/acme/keys", "/t/acme/policies", form));
  }

  private static KeysView.Row key(String word) {
    boolean trusted = word.equals("trusted");
    return new KeysView.Row(
        "pipeline",
        (trusted ? "9f86d081" : "60303ae2")
            + "884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "bundles and evidence",
        trusted ? Lamp.OK : Lamp.OFF,
        word,
        Samples.before(Duration.ofHours(3)),
        trusted ? "/t/acme/keys/" + ID + "/remove" : "");
  }

  private static BundlesView.Row bundle(Lamp lamp, String word) {
    return new BundlesView.Row(
        "acme-gate",
        "1.0.0",
        lamp,
        word,
        "2 rules",
        "coverage 98 %",
        Samples.before(Duration.ofHours(3)),
        "/t/acme/policies/" + ID);
  }

  private static String bundle(boolean approve) {
    var rule =
        new Rule(
            "tests_passed",
            "Tests passed",
            Rule.Severity.HIGH,
            "A test failed, or none ran.",
            "Mend what fails, and send the report.",
            List.of("ssdf:PW.8.2"));
    return Page.bundle(
        Samples.member("acme-gate", Section.POLICIES),
        new BundleView(
            bundle(Lamp.BUSY, approve ? "approved" : "tested"),
            List.of(new DecisionView.Fact("Digest", "cd".repeat(32))),
            List.of(PolicySamples.row(rule)),
            approve ? Optional.of(PolicySamples.trend(false)) : Optional.empty(),
            PolicySamples.covered(approve),
            Map.of("rules/gate.rego", "package bundle\n"),
            "/t/acme/policies",
            approve ? "/t/acme/answers?by=bundle-" + ID : "",
            approve,
            approve,
            new BundleView.Replaying(
                approve ? Optional.of(Samples.before(Duration.ofHours(2))) : Optional.empty(),
                "/t/acme/replays",
                true,
                approve ? "" : "Replay it, so that whoever approves it sees what it would change."),
            !approve,
            !approve));
  }

  private static List<FrameworksView.Count> counts() {
    return List.of(
        new FrameworksView.Count(Lamp.BAD, 2, "fail"),
        new FrameworksView.Count(Lamp.OK, 7, "pass"),
        new FrameworksView.Count(Lamp.OFF, 9, "no evidence"));
  }

  private static String frameworks() {
    var row =
        new FrameworksView.Row("SOC 2", "Criteria of 2017", counts(), "/t/acme/compliance/soc2");
    return Page.frameworks(
        Samples.member("Compliance", Section.COMPLIANCE),
        new FrameworksView(
            List.of(row),
            500,
            true,
            30,
            "/t/acme/compliance",
            Optional.of(PackForm.offered(Instant.parse("2026-11-28T12:00:00Z"), 30))));
  }

  private static String framework() {
    var address = "/t/acme/compliance/soc2?days=30";
    var control =
        new FrameworkView.Control(
            "CC6.3", "Duties are apart", Lamp.BAD, "fail", "4 findings", address + "#findings");
    var beyond =
        new FrameworkView.Control(
            "CC6.4", "Rooms", Lamp.OFF, "beyond rules", "Doors leave no facts.", "");
    var finding =
        new FrameworkView.Finding(
            "approval_not_by_author", "shop to production", Lamp.BAD, "fail", BASE + "/" + ID);
    return Page.framework(
        Samples.member("SOC 2", Section.COMPLIANCE),
        new FrameworkView(
            "SOC 2",
            "Criteria of 2017",
            "criterion",
            500,
            true,
            30,
            counts(),
            List.of(control, beyond),
            Optional.of(new FrameworkView.Opened("CC6.3", "Duties are apart", List.of(finding))),
            address,
            "/t/acme/compliance"));
  }

  private static String drafts(List<DraftsView.Row> rows) {
    var address = "/t/acme/drafts";
    var form = Form.of(Map.of("name", "Acme")).wrong("name", "It can't be a name.");
    return Page.drafts(
        Samples.member("Drafts", Section.POLICIES),
        new DraftsView(
            rows, true, true, List.of("two", "gate", "action"), address, "/t/acme/policies", form));
  }

  private static DraftsView.Row draft() {
    return new DraftsView.Row(
        "acme-gate", 3, Samples.before(Duration.ofMinutes(4)), "/t/acme/drafts/" + ID);
  }

  private static String draft(List<DraftView.Fault> faults) {
    var address = "/t/acme/drafts/" + ID;
    var files =
        List.of(
            new DraftView.File("manifest.json", address + "?file=manifest.json", false, 0),
            new DraftView.File("rules/gate.rego", address, true, faults.size()));
    var text = "package bundle\n\npass contains \"tests_passed\" if input.evidence.tests\n";
    return Page.draft(
        Samples.member("acme-gate", Section.POLICIES),
        new DraftView(
            "acme-gate",
            3,
            files,
            new DraftView.Open("rules/gate.rego", text, List.of(2)),
            Optional.of(
                new DraftView.Tried(faults.isEmpty(), 9, 100, PolicySamples.lines(), faults)),
            new DraftView.May(true, true, true, true),
            address,
            new DraftView.Links("/t/acme/answers?by=draft-" + ID, "/t/acme/replays"),
            "/t/acme/drafts",
            faults.isEmpty() ? Form.EMPTY : PolicySamples.unsigned()));
  }

  private static String exceptions(List<ExceptionsView.Row> rows) {
    var address = "/t/acme/exceptions";
    var form = Form.of(Map.of("rule", "no_such")).wrong("rule", "No rule of this id.");
    return Page.exceptions(
        Samples.member("Exceptions", Section.POLICIES),
        new ExceptionsView(
            rows,
            true,
            List.of(GRACE),
            true,
            List.of("1 day", "7 days"),
            address,
            "/t/acme/policies",
            form));
  }

  private static ExceptionsView.Row exception(Lamp lamp) {
    boolean asked = lamp == Lamp.BUSY;
    var address = "/t/acme/exceptions/" + ID;
    return new ExceptionsView.Row(
        "tests_passed",
        asked ? "shop to production" : "till to any environment",
        "The report is made by hand until the runner is mended.",
        lamp,
        asked ? "waits for a second person" : "active",
        "30 Nov 2026, 12:33:05 UTC",
        "owned by Grace Hopper, asked by you",
        asked ? address + "/approve" : "",
        address + "/owner",
        address + "/end");
  }

  private static String handedOn(List<TeamPeople.Choice> people, String more) {
    var address = "/t/acme/exceptions/" + ID + "/owner";
    return Page.exceptionOwner(
        Samples.member("Hand over an exception", Section.POLICIES),
        new ExceptionOwnerView(
            "tests_passed",
            "shop to production",
            "you",
            people,
            more,
            address,
            "/t/acme/exceptions",
            Form.EMPTY.wrong("owner", "They answer for it already.")));
  }

  private static String list(List<DecisionsView.Row> rows, String older) {
    return Page.decisions(
        Samples.member("Decisions", Section.DECISIONS),
        new DecisionsView(
            rows, true, BASE, false, "shop", "deploy", "no", PolicySamples.by(), older));
  }

  private static DecisionsView.Row row(boolean allowed) {
    return new DecisionsView.Row(
        allowed ? Lamp.OK : Lamp.BAD,
        allowed ? "allowed" : "denied",
        "shop",
        "deploy",
        "production",
        "0123456789",
        "acme-gate 1.0.0",
        Samples.before(Duration.ofMinutes(9)),
        BASE + "/" + ID,
        false);
  }

  private static String ruled() {
    var title = "The rules of your team do not allow this";
    return Page.problem(
        Samples.open(title),
        new ProblemView(
            403,
            title,
            "It is outside of the hours in which the team does this.",
            List.of(),
            "Go back. Do it in those hours, which are in the bundle's data (UTC).",
            List.of(new ProblemView.Link("What this means", "/problems#ruled", false)),
            ID,
            ID));
  }

  private static String actions() {
    var row =
        new DecisionsView.Row(
            Lamp.BAD,
            "denied",
            "secret.put",
            "viewer",
            "secret",
            "…0d4d5b0c9f21",
            "integraci-floor 1.0.0",
            Samples.before(Duration.ofMinutes(9)),
            BASE + "/" + ID,
            true);
    return Page.decisions(
        Samples.member("Decisions", Section.DECISIONS),
        new DecisionsView(
            List.of(row),
            true,
            BASE,
            true,
            "",
            "",
            "no",
            PolicySamples.by(),
            BASE + "?after=" + ID));
  }

  private static String one(boolean allowed, String input, Optional<Again> again) {
    var denying =
        new Findings.Found(
            "tests_passed",
            "no_evidence",
            "Tests passed",
            "high",
            "No test report is there.",
            "Send a JUnit report.",
            "",
            "");
    var excepted =
        new Findings.Found(
            "reviewed_fresh",
            "fail",
            "Reviewed",
            "high",
            "The review is of another commit.",
            "Ask for a review.",
            "",
            ID);
    var holds = new Findings.Found("reviewed", "pass", "", "", "", "", "by one", "");
    return Page.decision(
        Samples.member("Decision", Section.DECISIONS),
        new DecisionView(
            row(allowed),
            ID,
            List.of(
                new DecisionView.Fact("Decision", ID),
                new DecisionView.Fact("Hash of the facts", "ab".repeat(32))),
            allowed ? "" : "The rules took longer than 50 ms.",
            allowed ? List.of() : List.of(denying),
            List.of(holds, excepted),
            input,
            BASE + "/" + ID,
            BASE,
            again,
            again.map(_ -> PolicySamples.trace()),
            "/t/acme/exceptions?service=shop&environment=production&rule=",
            new DecisionView.Deeds(
                !input.isEmpty(),
                !input.isEmpty(),
                input.isEmpty() ? "" : "/t/acme/answers?decision=" + ID)));
  }
}
