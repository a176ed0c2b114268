package com.integraci.appliance.decisions;

import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.policy.Caller;
import com.integraci.bundles.policy.DecisionKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The API that counts decisions. */
record SummaryRoute(Decisions decisions) {

  private static final List<String> STEPS =
      Stream.of(DecisionSummary.Step.values()).map(SummaryRoute::word).toList();

  Route route(String path) {
    return Route.api(Method.GET, path, "summarizeDecisions", this::summarize);
  }

  private Reply summarize(Caller caller, Request request) {
    var query = request.query();
    var word = query.optionalOneOf("kind", DecisionKind.TEXTS);
    var step = query.optionalOneOf("by", STEPS).orElse("day");
    var bundle = RuleFields.bundle(query);
    query.end();
    var kind = word.flatMap(DecisionKind::of).orElse(DecisionKind.GATE_1);
    var rules = bundle.map(digest -> decisions.rulesOf(caller, digest)).orElse(List.of());
    var as = DecisionSummary.Step.valueOf(step.toUpperCase(Locale.ROOT));
    var asked = new DecisionSummary.Asked(kind, bundle.orElse(""), as, rules);
    return Reply.json(fields(decisions.summary(caller, asked)));
  }

  private static Map<String, Object> fields(DecisionSummary summary) {
    var document = new LinkedHashMap<String, Object>();
    document.put("from", summary.from().toString());
    document.put("by", word(summary.step()));
    summary.cut().ifPresent(at -> document.put("counted_after", at.toString()));
    document.put("allowed", summary.allowed());
    document.put("denied", summary.denied());
    document.put("counts", summary.counts().stream().map(SummaryRoute::fields).toList());
    document.put("rules", summary.hits().stream().map(SummaryRoute::fields).toList());
    return document;
  }

  private static Map<String, Object> fields(DecisionSummary.Count count) {
    return Map.of(
        "at", count.at().toString(), "allowed", count.allowed(), "denied", count.denied());
  }

  private static Map<String, Object> fields(DecisionSummary.Hits hits) {
    return Map.of("rule", hits.rule(), "denied", hits.denied());
  }

  private static String word(DecisionSummary.Step step) {
    return step.name().toLowerCase(Locale.ROOT);
  }
}
