package com.integraci.appliance.console;

import com.integraci.appliance.failure.Invalid;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Views with plausible content, so that each page can be rendered and looked at. */
final class Samples {

  static final Instant NOW = Instant.parse("2026-11-22T12:33:05Z");
  static final Assets ASSETS = Assets.load();
  static final String BASE = "/t/acme";

  private Samples() {}

  static Frame open(String title) {
    return new Frame(title, new Shell.Open(), ASSETS, NOW);
  }

  static Frame member(String title, Section section) {
    var sections =
        List.copyOf(
            EnumSet.complementOf(EnumSet.of(Section.TENANTS, Section.COMPONENTS, Section.ALERTS)));
    return new Frame(
        title,
        new Shell.Signed(
            "acme", "owner", "c5rf-token", section, sections, 17, Map.of(Section.NOTICES, 3L)),
        ASSETS,
        NOW);
  }

  static Frame operator(String title, Section section) {
    var sections =
        List.of(
            Section.HOME,
            Section.TENANTS,
            Section.COMPONENTS,
            Section.ALERTS,
            Section.AUDIT,
            Section.WORKFLOWS);
    return new Frame(
        title,
        new Shell.Signed(
            "appliance",
            "operator",
            "c5rf-token",
            section,
            sections,
            -1,
            Map.of(Section.ALERTS, 2L)),
        ASSETS,
        NOW);
  }

  static Instant before(Duration duration) {
    return NOW.minus(duration);
  }

  /** Every page by its name, in the states that differ. */
  static Map<String, String> pages() {
    var pages = new LinkedHashMap<String, String>();
    open(pages);
    tenant(pages);
    operators(pages);
    return pages;
  }

  private static void open(Map<String, String> pages) {
    var plan = Form.of(Map.of("plan", "team"));
    pages.put(
        "signup",
        Page.signUp(open("Sign up"), new SignUpView(plan, "localhost:8443/t/", SignUpView.PLANS)));
    var typed =
        Form.of(
                Map.of(
                    "organisation", "Acme Rockets", "slug", "Acme!", "name", "Ada", "plan", "team"))
            .wrong(
                List.of(
                    new Invalid.Problem(
                        "slug", "The short name has small letters, digits, dashes."),
                    new Invalid.Problem("password", "The password has at least 8 characters.")));
    pages.put(
        "signup-wrong",
        Page.signUp(open("Sign up"), new SignUpView(typed, "localhost:8443/t/", SignUpView.PLANS)));
    pages.put("signup-closed", Page.signUpClosed(open("Sign-up is closed")));
    pages.put("progress", Page.progress(open("Setting up"), progress("running")));
    pages.put("progress-failed", Page.progress(open("Setting up"), progress("failed")));
    pages.put("progress-done", Page.progress(open("Setting up"), progress("succeeded")));
    pages.put(
        "signin",
        Page.signIn(open("Sign in"), new SignInView(Form.EMPTY, "localhost:8443/t/", true)));
    pages.put(
        "operator-password",
        Page.operatorPassword(
            open("Set the password"),
            new OperatorPasswordView("/setup/x", "operator@appliance", Form.EMPTY)));
    pages.put(
        "operator-password-done",
        Page.operatorPasswordDone(open("The password is set"), "/t/appliance"));
    pages.put(
        "problem",
        Page.problem(
            open("There is no such thing"),
            new ProblemView(
                404,
                "There is no such thing",
                "There is no such secret.",
                List.of(),
                "Check the address, or start again from your team's home.",
                List.of(
                    new ProblemView.Link("Your team's home", BASE, true),
                    new ProblemView.Link("What this means", "/problems#not-found", false)),
                "01943a5e-8a53-7c3e-9c7b-0d4d5b0c9f1a",
                "")));
  }

  private static ProgressView progress(String state) {
    boolean running = state.equals("running");
    var last =
        switch (state) {
          case "running" ->
              new StepView("Secrets store", StepView.State.RUNNING, "working", "Attempt 2 of 5.");
          case "failed" ->
              new StepView(
                  "Secrets store", StepView.State.FAILED, "failed", "OpenBao does not answer.");
          default -> new StepView("Secrets store", StepView.State.DONE, "done", "");
        };
    var done = running || state.equals("succeeded");
    var first = done ? StepView.State.DONE : StepView.State.UNDONE;
    var word = done ? "done" : "taken back";
    return new ProgressView(
        state,
        switch (state) {
          case "running" -> "Step 4 of 4: Secrets store.";
          case "failed" -> "It could not be finished, and what was begun has been taken back.";
          default -> "Your team is ready.";
        },
        List.of(
            new StepView("Team's record", first, word, ""),
            new StepView("User directory", first, word, ""),
            new StepView("Your account", first, word, ""),
            last),
        "/signup/progress/abc",
        state.equals("succeeded") ? BASE : "");
  }

  private static void tenant(Map<String, String> pages) {
    pages.put("home", Page.home(member("Home", Section.HOME), home(true)));
    pages.put("home-quiet", Page.home(member("Home", Section.HOME), home(false)));
    pages.put("secrets", Page.secrets(member("Secrets", Section.SECRETS), secrets(true)));
    pages.put("secrets-empty", Page.secrets(member("Secrets", Section.SECRETS), secrets(false)));
    var secret =
        new SecretView(
            "database/password",
            3,
            BASE + "/secrets/1/rotate",
            BASE + "/secrets/1/delete",
            BASE + "/secrets",
            Form.EMPTY);
    pages.put("secret-rotate", Page.secretRotate(member("Rotate", Section.SECRETS), secret));
    pages.put("secret-delete", Page.secretDelete(member("Delete", Section.SECRETS), secret));
    MemberSamples.add(pages);
    WebhookSamples.add(pages);
    var verdict =
        new AuditPageView.Verdict(
            Lamp.OK,
            "The chain holds",
            "All 1,284 sealed entries were hashed again in 41 ms; the last is linked to the"
                + " first.");
    pages.put(
        "audit", Page.audit(member("Audit", Section.AUDIT), audit(Optional.empty(), Form.EMPTY)));
    pages.put(
        "audit-erase",
        Page.auditErase(
            member("Erase personal detail", Section.AUDIT),
            new AuditEraseView(1284, BASE + "/audit/erase", BASE + "/audit")));
    pages.put(
        "audit-verified",
        Page.audit(
            member("Audit", Section.AUDIT),
            audit(Optional.of(verdict), Form.of(Map.of("action", "secret.put")))));
    pages.put("workflows", Page.workflows(member("Workflows", Section.WORKFLOWS), workflows()));
    pages.put("workflow", Page.workflow(member("Workflow", Section.WORKFLOWS), workflow()));
  }

  private static HomeView home(boolean busy) {
    var need =
        new HomeView.Need(
            Lamp.BAD,
            "stuck",
            "Setting up the team: step Secrets store failed 5 times.",
            "Look",
            BASE + "/workflows/1");
    var entries =
        List.of(
            new HomeView.Entry("secret.put", "member …9c7b0d4d5b0c", before(Duration.ofMinutes(2))),
            new HomeView.Entry(
                "session.create", "member …9c7b0d4d5b0c", before(Duration.ofMinutes(9))),
            new HomeView.Entry(
                "tenant.provision", "system …5b0c9f1a22aa", before(Duration.ofHours(26))));
    return new HomeView(
        "Acme Rockets",
        busy ? List.of(need) : List.of(),
        List.of(
            new HomeView.Count("Secrets", busy ? "12" : "0", "", BASE + "/secrets"),
            new HomeView.Count("Audit entries", "1,284", "all sealed", BASE + "/audit"),
            new HomeView.Count("Workflows", "1", "none moving", BASE + "/workflows")),
        entries,
        "",
        BASE + "/audit",
        List.of(
            new LayerView("Database", "Your rows, walled off", Lamp.OK, "ready"),
            new LayerView("Realm", "Your users and sign-in", Lamp.OK, "ready"),
            new LayerView(
                "Secrets",
                "Your secrets and key",
                busy ? Lamp.BAD : Lamp.OK,
                busy ? "failed" : "ready")));
  }

  private static SecretsView secrets(boolean some) {
    var rows =
        List.of(
            row("database/password", 3, Duration.ofDays(12), Optional.of(Duration.ofMinutes(4))),
            row("payments/api-key", 1, Duration.ofDays(101), Optional.of(Duration.ofHours(7))),
            row("smtp", 1, Duration.ofMinutes(1), Optional.empty()));
    return new SecretsView(
        some ? "Stored smtp, version 1." : "",
        some ? rows : List.of(),
        BASE + "/secrets",
        some ? BASE + "/secrets?after=x" : "",
        true,
        Form.EMPTY);
  }

  private static SecretsView.Row row(
      String reference, long version, Duration age, Optional<Duration> used) {
    return new SecretsView.Row(
        reference,
        version,
        before(age),
        used.map(Samples::before),
        BASE + "/secrets/1/rotate",
        BASE + "/secrets/1/delete");
  }

  private static AuditPageView audit(Optional<AuditPageView.Verdict> verdict, Form form) {
    return new AuditPageView(
        BASE + "/audit",
        new AuditPageView.Chain(
            1284,
            "none waiting",
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "of entry 1,284",
            1200,
            Optional.of(before(Duration.ofMinutes(7)))),
        verdict,
        form,
        List.of("secret.put", "secret.delete", "session.create"),
        List.of(
            entry("1284", "secret.put", "secret", Lamp.OK, "done", Duration.ofMinutes(2)),
            entry("1283", "secret.put", "secret", Lamp.WARN, "denied", Duration.ofMinutes(5)),
            entry("1282", "session.create", "session", Lamp.OK, "done", Duration.ofMinutes(9)),
            entry("1281", "workflow.run", "workflow", Lamp.BAD, "failed", Duration.ofHours(30))),
        BASE + "/audit?before=1281",
        true);
  }

  private static AuditPageView.Row entry(
      String number, String action, String kind, Lamp lamp, String outcome, Duration age) {
    return new AuditPageView.Row(
        number,
        before(age),
        Moment.ago(before(age), NOW),
        action,
        "member",
        "01943a5e-8a53-7c3e-9c7b-0d4d5b0c9f1a",
        kind,
        "01943a60-1111-7c3e-9c7b-77aa5b0c9f1b",
        lamp,
        outcome,
        List.of(
            new AuditPageView.Fact("version", "3"),
            new AuditPageView.Fact(
                "hash", "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae")),
        kind.equals("secret") ? BASE + "/audit/erase?entry=" + number : "");
  }

  private static WorkflowsView workflows() {
    return new WorkflowsView(
        List.of(
            new WorkflowsView.Row(
                "Set up the team",
                "",
                Lamp.BAD,
                "stuck",
                "Secrets store",
                "OpenBao does not answer.",
                5,
                before(Duration.ofMinutes(3)),
                BASE + "/workflows/1"),
            new WorkflowsView.Row(
                "Set up the team",
                "",
                Lamp.BUSY,
                "running",
                "User directory",
                "",
                1,
                before(Duration.ofSeconds(3)),
                BASE + "/workflows/2"),
            new WorkflowsView.Row(
                "Set up the team",
                "",
                Lamp.OK,
                "done",
                "Secrets store",
                "",
                4,
                before(Duration.ofDays(3)),
                BASE + "/workflows/3")),
        true,
        BASE + "/workflows?after=1",
        new WorkflowsView.Filter(
            BASE + "/workflows",
            List.of(new WorkflowsView.Choice("stuck", "stuck", true)),
            List.of(
                new WorkflowsView.Choice("tenant.provision", "Set up the team", false),
                new WorkflowsView.Choice("tenant.repair", "Repair the team", false)),
            true));
  }

  private static WorkflowDetailView workflow() {
    return new WorkflowDetailView(
        workflows().rows().getFirst(),
        before(Duration.ofMinutes(14)),
        1,
        progress("running").steps(),
        List.of(
            new WorkflowDetailView.Attempt(
                6,
                "Secrets store",
                Lamp.BAD,
                "failed",
                before(Duration.ofMinutes(3)),
                "5.0 s",
                "OpenBao does not answer."),
            new WorkflowDetailView.Attempt(
                5, "Secrets store", Lamp.WARN, "lost", before(Duration.ofMinutes(5)), "12.4 s", ""),
            new WorkflowDetailView.Attempt(
                4, "Your account", Lamp.OK, "done", before(Duration.ofMinutes(6)), "310 ms", "")),
        BASE + "/workflows",
        BASE + "/workflows/1",
        List.of(
            new WorkflowDetailView.Deed("/resume", "Resume", "btn-primary", Map.of()),
            new WorkflowDetailView.Deed("/compensate", "Take back", "btn-danger", Map.of())),
        List.of("Has to have ended by 22 Nov 2026, 18:00:00 UTC"),
        BASE + "/workflows/2",
        workflows().rows(),
        "");
  }

  private static void operators(Map<String, String> pages) {
    TenantSamples.add(pages);
    DecisionSamples.add(pages);
    ReplaySamples.add(pages);
    AccountSamples.add(pages);
    pages.put(
        "components",
        Page.components(
            operator("Components", Section.COMPONENTS),
            new ComponentsView(
                List.of(
                    new ComponentsView.Row(
                        "PostgreSQL",
                        Lamp.OK,
                        "up",
                        "Keeps everything but secrets' values",
                        "Nothing works; nothing is lost."),
                    new ComponentsView.Row(
                        "Keycloak",
                        Lamp.OK,
                        "up",
                        "Users and sign-in",
                        "Who is signed in goes on; nobody new can sign in."),
                    new ComponentsView.Row(
                        "OpenBao",
                        Lamp.BAD,
                        "away",
                        "Secrets' values and keys",
                        "Secrets can't be stored or read; checkpoints wait.")),
                Moment.text(NOW),
                "/t/appliance/components")));
  }
}
