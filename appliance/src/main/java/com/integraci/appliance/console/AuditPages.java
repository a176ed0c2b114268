package com.integraci.appliance.console;

import com.integraci.appliance.audit.AuditFilter;
import com.integraci.appliance.audit.AuditPage;
import com.integraci.appliance.audit.AuditTrail;
import com.integraci.appliance.audit.ChainState;
import com.integraci.appliance.audit.DetailState;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.http.Fields;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Policy;
import com.integraci.bundles.audit.AuditVerdict;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Shows a team's audit log and how its chain stands, verifies it, and exports it. */
final class AuditPages {

  private static final int PAGE = 50;
  static final long ENTRY_MAX = 999_999_999_999_999_999L;

  private final Frames frames;
  private final AuditTrail trail;
  private final Policy policy;

  AuditPages(Frames frames, AuditTrail trail, Policy policy) {
    this.frames = frames;
    this.trail = trail;
    this.policy = policy;
  }

  List<Route> routes() {
    return List.of(
        Section.AUDIT.route(Method.GET, "", "auditPage", this::show),
        Section.AUDIT.route(Method.POST, "/verify", "auditVerify", this::verify),
        Section.AUDIT.route(Method.POST, "/export", "auditExport", this::export),
        Section.AUDIT.route(Method.GET, "/key", "auditKey", this::key));
  }

  private Reply show(Visitor visitor, Request request) {
    var query = request.query();
    Optional<Long> before = query.optionalNumber("before", 1, Long.MAX_VALUE);
    Optional<Long> erased = query.optionalNumber("erased", 1, ENTRY_MAX);
    var asked = Asked.read(query);
    if (!asked.form().problems().isEmpty()) {
      return page(visitor, 400, Optional.empty(), asked.form(), AuditFilter.newest(PAGE));
    }
    return page(visitor, 200, erased.map(AuditPages::erased), asked.form(), asked.filter(before));
  }

  private Reply verify(Visitor visitor, Request request) {
    long began = System.nanoTime();
    var verdict = verdict(trail.verify(visitor.caller()), began);
    return page(visitor, 200, Optional.of(verdict), Form.EMPTY, AuditFilter.newest(PAGE));
  }

  private static AuditPageView.Verdict verdict(AuditVerdict verdict, long began) {
    return switch (verdict) {
      case AuditVerdict.Intact intact ->
          new AuditPageView.Verdict(
              Lamp.OK,
              "The chain holds",
              "Hashed again from the first entry to entry %d, with %d signed checkpoints, in %s."
                  .formatted(
                      intact.segment().last(),
                      intact.checkpoints(),
                      Moment.took(Duration.ofNanos(System.nanoTime() - began))));
      case AuditVerdict.Broken broken ->
          new AuditPageView.Verdict(
              Lamp.BAD, "The chain is broken", broken.what() + " Tell the operators at once.");
    };
  }

  private static AuditPageView.Verdict erased(long entry) {
    return new AuditPageView.Verdict(
        Lamp.OK,
        "The personal detail of entry %d is erased".formatted(entry),
        "The entry stands where it stood, and the chain verifies as before.");
  }

  private Reply export(Visitor visitor, Request request) {
    var export = trail.export(visitor.caller());
    var name = "audit-%s-%s.jsonl".formatted(visitor.slug(), LocalDate.now(ZoneOffset.UTC));
    return Reply.streamed("application/octet-stream", export::writeTo).download(name);
  }

  private Reply key(Visitor visitor, Request request) {
    var pem = trail.key(visitor.caller()).getBytes(StandardCharsets.UTF_8);
    return Reply.bytes(200, "application/x-pem-file", pem).download("audit-key.pem");
  }

  private Reply page(
      Visitor visitor,
      int status,
      Optional<AuditPageView.Verdict> verdict,
      Form form,
      AuditFilter filter) {
    var base = Section.AUDIT.of(visitor);
    var page = trail.list(visitor.caller(), filter);
    var chain = chain(trail.state(visitor.caller()));
    var frame = frames.of(visitor, Section.AUDIT, "Audit");
    var erase = policy.offers(visitor.caller(), Action.AUDIT_ERASE) ? base + "/erase" : "";
    var view =
        new AuditPageView(
            base,
            chain,
            verdict,
            form,
            Arrays.stream(Action.values()).map(Action::id).sorted().toList(),
            page.entries().stream().map(entry -> row(entry, frame.now(), erase)).toList(),
            page.next().map(next -> older(base, form, next)).orElse(""),
            policy.offers(visitor.caller(), Action.AUDIT_EXPORT));
    return Reply.html(status, Page.audit(frame, view));
  }

  private static String older(String base, Form form, long before) {
    var address = new StringBuilder(base).append("?before=").append(before);
    form.values()
        .forEach(
            (name, value) -> {
              if (!value.isEmpty()) {
                address.append('&').append(name).append('=');
                address.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
              }
            });
    return address.toString();
  }

  private static AuditPageView.Chain chain(ChainState state) {
    return new AuditPageView.Chain(
        state.sealed(),
        state.waiting() == 0 ? "none waiting" : state.waiting() + " waiting for their seal",
        state.head().hex(),
        state.sealed() == 0 ? "the chain's beginning" : "of entry " + state.sealed(),
        state.checkpoint().map(ChainState.Checkpoint::sequence).orElse(0L),
        state.checkpoint().map(ChainState.Checkpoint::at));
  }

  private static AuditPageView.Row row(AuditPage.Entry entry, Instant now, String erase) {
    boolean erasable = !erase.isEmpty() && entry.detailState() == DetailState.KEPT;
    return new AuditPageView.Row(
        Long.toString(entry.sequence()),
        entry.at(),
        Moment.ago(entry.at(), now),
        entry.action(),
        entry.actorKind(),
        entry.actor().toString(),
        entry.resourceKind(),
        entry.resource().toString(),
        lamp(entry.outcome()),
        entry.outcome().toLowerCase(Locale.ROOT),
        facts(entry),
        erasable ? erase + "?entry=" + entry.sequence() : "");
  }

  private static Lamp lamp(String outcome) {
    return switch (outcome.toLowerCase(Locale.ROOT)) {
      case "done" -> Lamp.OK;
      case "denied" -> Lamp.WARN;
      default -> Lamp.BAD;
    };
  }

  private static List<AuditPageView.Fact> facts(AuditPage.Entry entry) {
    var facts = new ArrayList<AuditPageView.Fact>();
    entry.detail().forEach((name, value) -> facts.add(new AuditPageView.Fact(name, value)));
    if (entry.detailState() == DetailState.ERASED) {
      facts.add(new AuditPageView.Fact("personal detail", "erased"));
    }
    entry.facts().forEach((name, value) -> facts.add(new AuditPageView.Fact(name, value)));
    entry.role().ifPresent(role -> facts.add(new AuditPageView.Fact("allowed as", role)));
    facts.add(new AuditPageView.Fact("hash", entry.hash()));
    return facts;
  }

  /** What the filter's form says. */
  private record Asked(
      Form form,
      Optional<String> action,
      Optional<UUID> actor,
      Optional<Instant> from,
      Optional<Instant> to) {

    static Asked read(Fields query) {
      var typed = new LinkedHashMap<String, String>();
      for (String name : List.of("action", "actor", "from", "to")) {
        typed.put(name, query.optionalText(name, 1, 64).orElse("").strip());
      }
      var form = Form.of(typed);
      try {
        query.end();
      } catch (Invalid e) {
        form = form.wrong(e.problems());
      }
      if (!typed.get("actor").isEmpty() && !Ids.FORM.matcher(typed.get("actor")).matches()) {
        form = form.wrong("actor", "The actor's id is a whole UUID, as the entries show it.");
      }
      for (String name : List.of("from", "to")) {
        if (!typed.get(name).isEmpty() && Days.read(typed.get(name)).isEmpty()) {
          form = form.wrong(name, Days.FORM);
        }
      }
      return new Asked(
          form,
          Optional.of(typed.get("action")).filter(action -> !action.isEmpty()),
          Optional.of(typed.get("actor")).filter(Ids.FORM.asMatchPredicate()).map(UUID::fromString),
          Days.read(typed.get("from")).map(Days::start),
          Days.read(typed.get("to")).map(Days::end));
    }

    AuditFilter filter(Optional<Long> before) {
      return new AuditFilter(before, PAGE, action, actor, from, to);
    }
  }
}
