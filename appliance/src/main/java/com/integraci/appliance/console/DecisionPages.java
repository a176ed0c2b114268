package com.integraci.appliance.console;

import com.integraci.appliance.decisions.Decision;
import com.integraci.appliance.decisions.DecisionFilter;
import com.integraci.appliance.decisions.Decisions;
import com.integraci.appliance.decisions.DeniedBy;
import com.integraci.appliance.decisions.Findings;
import com.integraci.appliance.decisions.RuleFields;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Spelled;
import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.members.Members;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Policy;
import com.integraci.bundles.policy.DecisionKind;
import com.integraci.bundles.policy.DecisionRecord;
import com.integraci.bundles.policy.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Lists decisions, shows what one was made of, makes it again, and erases its facts. */
final class DecisionPages {

  private static final int PAGE = 50;
  private static final int COMMIT_SHOWN = 10;
  private static final JsonMapper INDENTED =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Frames frames;
  private final Decisions decisions;
  private final Members members;
  private final Policy policy;

  DecisionPages(Frames frames, Decisions decisions, Members members, Policy policy) {
    this.frames = frames;
    this.decisions = decisions;
    this.members = members;
    this.policy = policy;
  }

  List<Route> routes() {
    return List.of(
        Section.DECISIONS.route(Method.GET, "", "decisionsPage", this::list),
        Section.DECISIONS.route(Method.GET, "/{decision}", "decisionPage", this::show),
        Section.DECISIONS.route(Method.POST, "/{decision}/replay", "decisionReplay", this::replay),
        Section.DECISIONS.route(Method.POST, "/{decision}/trace", "decisionTrace", this::trace),
        Section.DECISIONS.route(Method.GET, "/{decision}/erase", "decisionErasePage", this::ask),
        Section.DECISIONS.route(Method.POST, "/{decision}/erase", "decisionErase", this::erase));
  }

  private Reply list(Visitor visitor, Request request) {
    var query = request.query();
    boolean actions =
        query.optionalOneOf("kind", List.of("gates", "actions")).orElse("").equals("actions");
    var service = Spelled.optionalName(query, "service").orElse("");
    var gate = Spelled.optionalName(query, "gate").orElse("");
    var rule = RuleFields.rule(query).orElse("");
    var bundle = RuleFields.bundle(query).orElse("");
    var result = query.optionalOneOf("result", List.of("yes", "no")).orElse("");
    var after = query.optionalMatching("after", Ids.FORM, "It is an id.");
    query.end();
    var allowed = result.isEmpty() ? Optional.<Boolean>empty() : Optional.of(result.equals("yes"));
    var filter = new DecisionFilter(kind(actions), service, gate, allowed);
    var before = after.map(UUID::fromString).orElse(Decisions.START);
    var by = new DeniedBy(rule, rule.isEmpty() ? "" : bundle, filter);
    var page =
        rule.isEmpty()
            ? decisions.list(visitor.caller(), filter, before, PAGE)
            : decisions.denied(visitor.caller(), by, before, PAGE);
    var base = Section.DECISIONS.of(visitor);
    var chosen =
        Stream.of(
                List.of("kind", actions ? "actions" : ""),
                List.of("service", service),
                List.of("gate", gate),
                List.of("result", result),
                List.of("rule", rule),
                List.of("bundle", by.bundle()))
            .filter(part -> !part.getLast().isEmpty())
            .map(part -> "&" + part.getFirst() + "=" + part.getLast())
            .collect(Collectors.joining());
    var view =
        new DecisionsView(
            page.decisions().stream().map(one -> row(base, one)).toList(),
            policy.offers(visitor.caller(), Action.DECISION_READ),
            base,
            actions,
            service,
            gate,
            result,
            new DecisionsView.By(rule, by.bundle()),
            page.next().map(next -> base + "?after=" + next + chosen).orElse(""));
    return Reply.html(Page.decisions(frames.of(visitor, Section.DECISIONS, "Decisions"), view));
  }

  private static String kind(boolean actions) {
    return (actions ? DecisionKind.ACTION_1 : DecisionKind.GATE_1).text();
  }

  private static DecisionsView.Row row(String base, Decision decision) {
    var about = decision.subject();
    var deed = about.deed();
    return new DecisionsView.Row(
        decision.allowed() ? Lamp.OK : Lamp.BAD,
        decision.allowed() ? "allowed" : "denied",
        deed.map(DecisionRecord.Deed::action).orElse(about.service()),
        deed.map(DecisionRecord.Deed::role).orElse(about.gate()),
        deed.map(DecisionRecord.Deed::resource).orElse(about.environment()),
        deed.map(one -> Ids.brief(one.id().toString()))
            .orElseGet(() -> about.commit().substring(0, COMMIT_SHOWN)),
        decision.bundle().map(bundle -> bundle.name() + " " + bundle.version()).orElse("none"),
        decision.at(),
        base + "/" + decision.id(),
        deed.isPresent());
  }

  private Reply show(Visitor visitor, Request request) {
    return page(visitor, request.parameterId("decision"), Optional.empty(), Optional.empty());
  }

  private Reply replay(Visitor visitor, Request request) {
    var form = request.form();
    form.skip("csrf");
    form.end();
    var id = request.parameterId("decision");
    var again = decisions.replay(visitor.caller(), id);
    return page(visitor, id, Optional.of(again), Optional.empty());
  }

  private Reply trace(Visitor visitor, Request request) {
    var form = request.form();
    form.skip("csrf");
    var rule = RuleFields.rule(form);
    form.end();
    var id = request.parameterId("decision");
    var again = decisions.replay(visitor.caller(), id);
    var trace = rule.map(one -> decisions.trace(visitor.caller(), id, one));
    return page(visitor, id, Optional.of(again), trace);
  }

  private Reply page(
      Visitor visitor, UUID id, Optional<Decisions.Again> again, Optional<Trace> trace) {
    var decision = decisions.read(visitor.caller(), id);
    var base = Section.DECISIONS.of(visitor);
    var findings = Findings.read(decision.result());
    var row = row(base, decision);
    var view =
        new DecisionView(
            row,
            decision.id().toString(),
            facts(decision, TeamPeople.of(visitor, members)),
            findings.message().orElse(""),
            findings.found().stream().filter(Findings.Found::denies).toList(),
            findings.found().stream().filter(found -> !found.denies()).toList(),
            decision.input().map(DecisionPages::indented).orElse(""),
            row.href(),
            base,
            again.map(made -> DecisionView.Again.of(made, findings)),
            trace,
            except(visitor, decision),
            deeds(visitor, decision));
    return Reply.html(Page.decision(frames.of(visitor, Section.DECISIONS, "Decision"), view));
  }

  private String except(Visitor visitor, Decision decision) {
    var about = decision.subject();
    return about.deed().isEmpty() && policy.offers(visitor.caller(), Action.EXCEPTION_ASK)
        ? ExceptionPages.asking(visitor, about.service(), about.environment())
        : "";
  }

  private DecisionView.Deeds deeds(Visitor visitor, Decision decision) {
    boolean facts = decision.input().isPresent();
    return new DecisionView.Deeds(
        facts
            && decision.bundle().isPresent()
            && policy.offers(visitor.caller(), Action.DECISION_REPLAY),
        facts && policy.offers(visitor.caller(), Action.DECISION_ERASE),
        facts && policy.offers(visitor.caller(), Action.BUNDLE_TRY)
            ? AnswerPages.ofDecision(visitor, decision.id())
            : "");
  }

  private static List<DecisionView.Fact> facts(Decision decision, TeamPeople people) {
    var facts = new ArrayList<DecisionView.Fact>();
    facts.add(new DecisionView.Fact("Decision", decision.id().toString()));
    var about = decision.subject();
    about
        .deed()
        .ifPresentOrElse(
            deed -> {
              facts.add(new DecisionView.Fact("On", deed.id().toString()));
              facts.add(new DecisionView.Fact("Platform floor", deed.floor()));
            },
            () -> facts.add(new DecisionView.Fact("Commit", about.commit())));
    decision
        .bundle()
        .ifPresent(bundle -> facts.add(new DecisionView.Fact("Bundle digest", bundle.digest())));
    facts.add(new DecisionView.Fact("Hash of the facts", decision.hashes().input()));
    facts.add(
        new DecisionView.Fact("Rules took", decision.latency().toNanos() / 1000 + " microseconds"));
    facts.add(new DecisionView.Fact("Asked by", people.nameOrId(decision.actor().id())));
    return facts;
  }

  static String indented(String input) {
    return INDENTED.writeValueAsString(INDENTED.readTree(input));
  }

  private Reply ask(Visitor visitor, Request request) {
    var decision = decisions.read(visitor.caller(), request.parameterId("decision"));
    var row = row(Section.DECISIONS.of(visitor), decision);
    var frame = frames.of(visitor, Section.DECISIONS, "Erase facts");
    return Reply.html(Page.decisionErase(frame, row));
  }

  private Reply erase(Visitor visitor, Request request) {
    var form = request.form();
    form.skip("csrf");
    form.end();
    var id = request.parameterId("decision");
    decisions.erase(visitor.caller(), id);
    return Replies.goOn(request, Section.DECISIONS.of(visitor) + "/" + id);
  }
}
