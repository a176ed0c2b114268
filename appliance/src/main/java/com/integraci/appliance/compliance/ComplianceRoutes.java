package com.integraci.appliance.compliance;

import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.http.Spelled;
import com.integraci.appliance.policy.Caller;
import com.integraci.bundles.compliance.ControlStatus;
import com.integraci.bundles.compliance.Counts;
import com.integraci.bundles.compliance.FrameworkStatus;
import com.integraci.bundles.compliance.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** The API on evidence for frameworks. */
public final class ComplianceRoutes {

  private static final String ALL = "/api/v1/compliance/frameworks";
  private static final String EVIDENCE = "/api/v1/compliance/evidence";
  private static final int DAYS = 30;

  private final Compliance compliance;
  private final EvidencePacks packs;

  private ComplianceRoutes(Compliance compliance, EvidencePacks packs) {
    this.compliance = compliance;
    this.packs = packs;
  }

  /** The routes, described in {@code openapi.yaml} beside this class. */
  public static Routes of(Compliance compliance, EvidencePacks packs) {
    var routes = new ComplianceRoutes(compliance, packs);
    return Routes.described(
        ComplianceRoutes.class,
        Route.api(Method.GET, ALL, "listFrameworks", routes::list),
        Route.api(Method.GET, ALL + "/{framework}", "readFramework", routes::read),
        Route.api(Method.GET, EVIDENCE, "exportEvidence", routes::export));
  }

  private Reply list(Caller caller, Request request) {
    var query = request.query();
    int days = query.optionalNumber("days", 1, Compliance.DAYS_MAX).orElse((long) DAYS).intValue();
    query.end();
    var all = compliance.all(caller, days).stream().map(ComplianceRoutes::fields).toList();
    return Reply.json(Map.of("frameworks", all));
  }

  private Reply read(Caller caller, Request request) {
    var query = request.query();
    int days = query.optionalNumber("days", 1, Compliance.DAYS_MAX).orElse((long) DAYS).intValue();
    var control = query.optionalText("control", 1, 40);
    var status = compliance.framework(caller, request.parameter("framework"), days);
    query.end();
    var document = fields(status);
    document.put("controls", status.controls().stream().map(ComplianceRoutes::fields).toList());
    control.ifPresent(id -> document.put("findings", findings(status, id)));
    return Reply.json(document);
  }

  private Reply export(Caller caller, Request request) {
    var query = request.query();
    var from = Spelled.optionalTime(query, "from");
    var to = Spelled.optionalTime(query, "to");
    var days = query.optionalNumber("days", 1, Compliance.DAYS_MAX);
    if (days.isPresent() && from.isPresent()) {
      query.problem("days", "Give a number of days or `from`, and not both.");
    }
    query.end();
    var end = to.orElseGet(Instant::now).truncatedTo(ChronoUnit.MILLIS);
    var begin = from.orElseGet(() -> end.minus(Duration.ofDays(days.orElse((long) DAYS))));
    return reply(caller.tenant().toString(), packs.make(caller, begin, end));
  }

  /** A team's pack as a file to keep. */
  public static Reply reply(String team, EvidencePacks.Pack pack) {
    return Reply.streamed(EvidencePacks.MEDIA_TYPE, pack::writeTo)
        .download("evidence-" + team + ".zip");
  }

  private static Object findings(FrameworkStatus status, String control) {
    return status.controls().stream()
        .filter(one -> one.control().id().equals(control))
        .findFirst()
        .orElseThrow(() -> new NotFound("The framework's map has no such control."))
        .findings()
        .stream()
        .map(ComplianceRoutes::fields)
        .toList();
  }

  private static Map<String, Object> fields(FrameworkStatus status) {
    var document = new LinkedHashMap<String, Object>();
    document.put("framework", status.map().framework());
    document.put("title", status.map().title());
    document.put("edition", status.map().edition());
    document.put("since", status.since().toString());
    document.put("decisions", status.decisions());
    document.put("more", status.more());
    document.put("counts", fields(status.counts()));
    return document;
  }

  private static Map<String, Object> fields(ControlStatus status) {
    var control = status.control();
    var document = new LinkedHashMap<String, Object>();
    document.put("id", control.id());
    document.put("title", control.title());
    document.put("rules", control.rules());
    control
        .beyond()
        .ifPresentOrElse(
            why -> document.put("beyond", why),
            () -> {
              document.put("outcome", status.outcome().word());
              document.put("counts", fields(status.counts()));
            });
    return document;
  }

  private static Map<String, Object> fields(ControlStatus.Finding finding) {
    var document = new LinkedHashMap<String, Object>();
    document.put("rule", finding.rule());
    if (finding.environment().isEmpty()) {
      document.put("action", finding.service());
    } else {
      document.put("service", finding.service());
      document.put("environment", finding.environment());
    }
    document.put("outcome", finding.outcome().word());
    document.put("decision", finding.decision().toString());
    return document;
  }

  private static Map<String, Integer> fields(Counts counts) {
    var document = new LinkedHashMap<String, Integer>();
    for (Outcome outcome : Outcome.values()) {
      document.put(outcome.word(), counts.of(outcome));
    }
    return document;
  }
}
