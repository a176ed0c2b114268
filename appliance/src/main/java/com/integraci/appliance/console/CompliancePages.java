package com.integraci.appliance.console;

import com.integraci.appliance.compliance.Compliance;
import com.integraci.appliance.compliance.ComplianceRoutes;
import com.integraci.appliance.compliance.EvidencePacks;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.http.Fields;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Policy;
import com.integraci.bundles.compliance.ControlStatus;
import com.integraci.bundles.compliance.Counts;
import com.integraci.bundles.compliance.FrameworkStatus;
import com.integraci.bundles.compliance.Outcome;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Shows what evidence there is for frameworks, each cell with the decisions behind it, and takes it
 * out.
 */
final class CompliancePages {

  private static final int DAYS = 30;

  private final Frames frames;
  private final Compliance compliance;
  private final EvidencePacks packs;
  private final Policy policy;

  CompliancePages(Frames frames, PolicyVerbs verbs, Policy policy) {
    this.frames = frames;
    this.compliance = verbs.compliance();
    this.packs = verbs.packs();
    this.policy = policy;
  }

  List<Route> routes() {
    return List.of(
        Section.COMPLIANCE.route(Method.GET, "", "compliancePage", this::list),
        Section.COMPLIANCE.route(Method.POST, "/evidence", "complianceEvidence", this::export),
        Section.COMPLIANCE.route(Method.GET, "/{framework}", "frameworkPage", this::show));
  }

  private Reply list(Visitor visitor, Request request) {
    var query = request.query();
    int days = days(query);
    query.end();
    return page(visitor, 200, days, PackForm.offered(Instant.now(), days));
  }

  private Reply export(Visitor visitor, Request request) {
    var asked = PackForm.read(request.form());
    if (!asked.form().problems().isEmpty()) {
      return page(visitor, 400, DAYS, asked.form());
    }
    try {
      var pack = packs.make(visitor.caller(), asked.from().orElseThrow(), asked.to().orElseThrow());
      return ComplianceRoutes.reply(visitor.slug(), pack);
    } catch (Invalid e) {
      return page(visitor, 400, DAYS, asked.form().wrong(e.problems()));
    }
  }

  private Reply page(Visitor visitor, int code, int days, Form pack) {
    var base = Section.COMPLIANCE.of(visitor);
    var all = compliance.all(visitor.caller(), days);
    var rows =
        all.stream()
            .map(
                one ->
                    new FrameworksView.Row(
                        one.map().title(),
                        one.map().edition(),
                        counts(one.counts()),
                        base + "/" + one.map().framework() + "?days=" + days))
            .toList();
    var decisions = all.stream().findFirst().map(FrameworkStatus::decisions).orElse(0);
    boolean more = all.stream().anyMatch(FrameworkStatus::more);
    var offered = policy.offers(visitor.caller(), Action.COMPLIANCE_EXPORT);
    var packed = offered ? Optional.of(pack) : Optional.<Form>empty();
    var view = new FrameworksView(rows, decisions, more, days, base, packed);
    var frame = frames.of(visitor, Section.COMPLIANCE, "Compliance");
    return Reply.html(code, Page.frameworks(frame, view));
  }

  private Reply show(Visitor visitor, Request request) {
    var query = request.query();
    int days = days(query);
    var control = query.optionalText("control", 1, 40);
    var framework = request.parameter("framework");
    var status = compliance.framework(visitor.caller(), framework, days);
    query.end();
    var base = Section.COMPLIANCE.of(visitor);
    var address = base + "/" + status.map().framework() + "?days=" + days;
    var view =
        new FrameworkView(
            status.map().title(),
            status.map().edition(),
            status.map().word(),
            status.decisions(),
            status.more(),
            days,
            counts(status.counts()),
            status.controls().stream().map(one -> control(address, one)).toList(),
            control.map(id -> opened(visitor, status, id)),
            address,
            base + "?days=" + days);
    var frame = frames.of(visitor, Section.COMPLIANCE, status.map().title());
    return Reply.html(Page.framework(frame, view));
  }

  private static int days(Fields query) {
    return query.optionalNumber("days", 1, Compliance.DAYS_MAX).orElse((long) DAYS).intValue();
  }

  private static List<FrameworksView.Count> counts(Counts counts) {
    return Stream.of(Outcome.values())
        .filter(outcome -> counts.of(outcome) > 0)
        .map(outcome -> new FrameworksView.Count(lamp(outcome), counts.of(outcome), word(outcome)))
        .toList();
  }

  private static FrameworkView.Control control(String address, ControlStatus status) {
    var control = status.control();
    if (control.beyond().isPresent()) {
      return new FrameworkView.Control(
          control.id(),
          control.title(),
          Lamp.OFF,
          "beyond rules",
          control.beyond().orElseThrow(),
          "");
    }
    var findings = status.findings().size();
    return new FrameworkView.Control(
        control.id(),
        control.title(),
        lamp(status.outcome()),
        word(status.outcome()),
        said(control.rules().isEmpty(), findings),
        findings == 0
            ? ""
            : address
                + "&control="
                + URLEncoder.encode(control.id(), StandardCharsets.UTF_8)
                + "#findings");
  }

  private static String said(boolean noRules, int findings) {
    if (findings == 0) {
      return noRules ? "Nothing delivers facts for it yet." : "No decision has looked at it.";
    }
    return findings == 1 ? "1 finding" : findings + " findings";
  }

  private static FrameworkView.Opened opened(Visitor visitor, FrameworkStatus status, String id) {
    var found =
        status.controls().stream()
            .filter(one -> one.control().id().equals(id))
            .findFirst()
            .orElseThrow(() -> new NotFound("The framework's map has no such control."));
    var decisions = Section.DECISIONS.of(visitor);
    return new FrameworkView.Opened(
        found.control().id(),
        found.control().title(),
        found.findings().stream()
            .map(
                one ->
                    new FrameworkView.Finding(
                        one.rule(),
                        where(one),
                        lamp(one.outcome()),
                        word(one.outcome()),
                        decisions + "/" + one.decision()))
            .toList());
  }

  private static String where(ControlStatus.Finding found) {
    return found.environment().isEmpty()
        ? "the action " + found.service()
        : found.service() + " to " + found.environment();
  }

  private static Lamp lamp(Outcome outcome) {
    return switch (outcome) {
      case FAIL -> Lamp.BAD;
      case NO_EVIDENCE, NOT_APPLICABLE -> Lamp.OFF;
      case EXCEPTED -> Lamp.BUSY;
      case PASS -> Lamp.OK;
    };
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case FAIL -> "fail";
      case NO_EVIDENCE -> "no evidence";
      case EXCEPTED -> "excepted";
      case PASS -> "pass";
      case NOT_APPLICABLE -> "not applicable";
    };
  }
}
