package com.integraci.appliance.compliance;

import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.policy.Caller;
import java.util.LinkedHashMap;
import java.util.Map;

/** The API on evidence for frameworks. */
final class ComplianceRoutes {

  private static final String ALL = "/api/v1/compliance/frameworks";
  private static final int DAYS = 30;

  private final Compliance compliance;

  private ComplianceRoutes(Compliance compliance) {
    this.compliance = compliance;
  }

  static Routes of(Compliance compliance) {
    var routes = new ComplianceRoutes(compliance);
    return Routes.described(
        ComplianceRoutes.class,
        Route.api(Method.GET, ALL, "listFrameworks", routes::list),
        Route.api(Method.GET, ALL + "/{framework}", "readFramework", routes::read));
  }

  private Reply list(Caller caller, Request request) {
    var query = request.query().strict();
    int days = query.optionalNumber("days", 1, Compliance.DAYS_MAX).orElse((long) DAYS).intValue();
    query.end();
    var all = compliance.all(caller, days).stream().map(ComplianceRoutes::fields).toList();
    return Reply.json(Map.of("frameworks", all));
  }

  private Reply read(Caller caller, Request request) {
    var query = request.query().strict();
    int days = query.optionalNumber("days", 1, Compliance.DAYS_MAX).orElse((long) DAYS).intValue();
    var control = query.optionalText("control", 1, 40);
    var status = compliance.framework(caller, request.parameter("framework"), days);
    query.end();
    var document = fields(status);
    document.put("controls", status.controls().stream().map(ComplianceRoutes::fields).toList());
    control.ifPresent(id -> document.put("findings", findings(status, id)));
    return Reply.json(document);
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
    document.put("service", finding.service());
    document.put("environment", finding.environment());
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
