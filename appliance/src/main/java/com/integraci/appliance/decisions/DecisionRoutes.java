package com.integraci.appliance.decisions;

import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.http.Spelled;
import com.integraci.appliance.policy.Caller;
import com.integraci.bundles.policy.DecisionKind;
import com.integraci.bundles.policy.DecisionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The API of gates and of decisions. */
final class DecisionRoutes {

  private static final String GATES = "/api/v1/gates/{name}/decisions";
  private static final String PATH = "/api/v1/decisions";
  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final int PAGE_MAX = 100;
  private static final long PAGE = 50;
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private static final Duration PERIOD = Duration.ofDays(30);

  private final Gates gates;
  private final Decisions decisions;
  private final EvidenceFiles evidence;
  private final DecisionExport export;

  private DecisionRoutes(DecisionFeature feature, EvidenceFiles evidence) {
    this.evidence = evidence;
    this.gates = feature.gates();
    this.decisions = feature.decisions();
    this.export = feature.export();
  }

  static Routes of(DecisionFeature feature, EvidenceFiles evidence) {
    var routes = new DecisionRoutes(feature, evidence);
    return Routes.described(
        DecisionRoutes.class,
        Route.api(Method.POST, GATES, "decideAtGate", routes::decide)
            .bodyMax(EvidenceFiles.BODY_MAX),
        Route.api(Method.GET, PATH, "listDecisions", routes::list),
        Route.api(Method.GET, PATH + "/export", "exportDecisions", routes::export),
        new SummaryRoute(feature.decisions()).route(PATH + "/summary"),
        Route.api(Method.GET, PATH + "/{decision}", "readDecision", routes::read),
        Route.api(Method.POST, PATH + "/{decision}/replays", "replayDecision", routes::replay),
        Route.api(Method.DELETE, PATH + "/{decision}/input", "eraseDecisionInput", routes::erase));
  }

  private Reply decide(Caller caller, Request request) {
    request.query().end();
    var gate = request.parameter("name");
    Spelled.wrongName("name", gate)
        .ifPresent(
            problem -> {
              throw new Invalid(List.of(problem));
            });
    var decision = gates.decide(caller, gate, evidence.facts(caller, gate, request));
    var document = fields(decision);
    document.putAll(JSON.readValue(decision.result(), OBJECT));
    return Reply.created(PATH + "/" + decision.id(), document);
  }

  private Reply list(Caller caller, Request request) {
    var query = request.query();
    var filter =
        new DecisionFilter(
            query.optionalOneOf("kind", DecisionKind.TEXTS).orElse(""),
            Spelled.optionalName(query, "service").orElse(""),
            Spelled.optionalName(query, "gate").orElse(""),
            query.has("allowed") ? Optional.of(query.flag("allowed")) : Optional.empty());
    var rule = RuleFields.rule(query);
    var bundle = RuleFields.bundle(query);
    if (bundle.isPresent() && rule.isEmpty()) {
      query.problem("rule", "It is named when the bundle is.");
    }
    var after = query.optionalMatching("after", ID, "It is a decision's id.");
    long limit = query.optionalNumber("limit", 1, PAGE_MAX).orElse(PAGE);
    query.end();
    var before = after.map(UUID::fromString).orElse(Decisions.START);
    var page =
        rule.map(id -> new DeniedBy(id, bundle.orElse(""), filter))
            .map(by -> decisions.denied(caller, by, before, (int) limit))
            .orElseGet(() -> decisions.list(caller, filter, before, (int) limit));
    var document = new LinkedHashMap<String, Object>();
    document.put("decisions", page.decisions().stream().map(DecisionRoutes::fields).toList());
    page.next().ifPresent(next -> document.put("next", next.toString()));
    return Reply.json(document);
  }

  private Reply export(Caller caller, Request request) {
    var query = request.query();
    var word = query.optionalOneOf("kind", DecisionKind.TEXTS);
    var from = Spelled.optionalTime(query, "from");
    var to = Spelled.optionalTime(query, "to");
    query.end();
    var kind = word.flatMap(DecisionKind::of).orElse(DecisionKind.GATE_1);
    var end = to.orElseGet(Instant::now);
    var begin = from.orElseGet(() -> end.minus(PERIOD));
    if (!begin.isBefore(end) || Duration.between(begin, end).compareTo(Period.LENGTH_MAX) > 0) {
      throw new Invalid("from", "It is before `to`, by 366 days at most.");
    }
    var file = export.export(caller, new Period(kind, begin, end));
    return Reply.streamed(DecisionExport.MEDIA_TYPE, file::writeTo)
        .download("decisions-" + caller.tenant() + ".ndjson");
  }

  private Reply read(Caller caller, Request request) {
    request.query().end();
    var decision = decisions.read(caller, request.parameterId("decision"));
    var document = fields(decision);
    document.putAll(JSON.readValue(decision.result(), OBJECT));
    decision.input().ifPresent(input -> document.put("input", JSON.readTree(input)));
    decision.hashes().salt().ifPresent(salt -> document.put("salt", salt));
    return Reply.json(document);
  }

  private Reply replay(Caller caller, Request request) {
    var query = request.query();
    var traced = RuleFields.rule(query, "trace");
    query.end();
    var id = request.parameterId("decision");
    var again = decisions.replay(caller, id);
    var document = new LinkedHashMap<String, Object>();
    document.put("same", again.same());
    document.putAll(JSON.readValue(again.result(), OBJECT));
    traced.ifPresent(
        rule -> document.put("trace", TraceFields.of(decisions.trace(caller, id, rule))));
    return Reply.json(document);
  }

  private Reply erase(Caller caller, Request request) {
    request.query().end();
    decisions.erase(caller, request.parameterId("decision"));
    return Reply.noContent();
  }

  private static Map<String, Object> fields(Decision decision) {
    var about = decision.subject();
    var document = new LinkedHashMap<String, Object>();
    document.put("id", decision.id().toString());
    document.put("at", decision.at().toString());
    document.put("kind", about.kind());
    about.deed().ifPresentOrElse(deed -> put(document, deed), () -> put(document, about));
    document.put("allowed", decision.allowed());
    document.put("reason", decision.reason());
    decision
        .bundle()
        .ifPresent(
            bundle ->
                document.put(
                    "bundle",
                    Map.of(
                        "name", bundle.name(),
                        "version", bundle.version(),
                        "digest", bundle.digest())));
    document.put("input_hash", decision.hashes().input());
    document.put("result_hash", decision.hashes().result());
    decision.hashes().findings().ifPresent(hash -> document.put("findings_hash", hash));
    document.put("latency_micros", decision.latency().toNanos() / 1000);
    document.put(
        "actor",
        Map.of(
            "kind", decision.actor().kind().name().toLowerCase(Locale.ROOT),
            "id", decision.actor().id().toString()));
    decision.batch().ifPresent(batch -> document.put("batch", batch.id().toString()));
    return document;
  }

  private static void put(Map<String, Object> document, DecisionRecord.About about) {
    document.put("gate", about.gate());
    document.put("service", about.service());
    document.put("environment", about.environment());
    document.put("commit", about.commit());
  }

  private static void put(Map<String, Object> document, DecisionRecord.Deed deed) {
    document.put("action", deed.action());
    document.put("role", deed.role());
    document.put("resource", Map.of("type", deed.resource(), "id", deed.id().toString()));
    document.put("floor", deed.floor());
  }
}
