package com.integraci.appliance.alerts;

import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.metrics.Exposition;
import com.integraci.appliance.metrics.Metrics;
import com.integraci.appliance.policy.Caller;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The API on alerts, for operators, and their metric. */
public final class AlertRoutes {

  private static final String PATH = "/api/v1/alerts";

  private final Alerts alerts;

  private AlertRoutes(Alerts alerts) {
    this.alerts = alerts;
  }

  /** The routes with their description. */
  public static Routes of(Alerts alerts) {
    var routes = new AlertRoutes(alerts);
    return Routes.described(
        AlertRoutes.class,
        Route.api(Method.GET, PATH, "listAlerts", routes::list),
        Route.api(
            Method.POST, PATH + "/{alert}/acknowledge", "acknowledgeAlert", routes::acknowledge));
  }

  /** What an alarm outside of the appliance looks at. */
  public static void gauges(Alerts alerts, Metrics metrics) {
    metrics.family(
        "integraci_alerts",
        Exposition.Kind.GAUGE,
        "Alerts that are raised, by severity.",
        "severity",
        alerts::counts);
  }

  private Reply list(Caller caller, Request request) {
    request.query().end();
    return Reply.json(
        Map.of("alerts", alerts.list(caller).stream().map(AlertRoutes::fields).toList()));
  }

  private Reply acknowledge(Caller caller, Request request) {
    return Reply.json(fields(alerts.acknowledge(caller, request.parameterId("alert"))));
  }

  private static Map<String, Object> fields(Alert alert) {
    var document = new LinkedHashMap<String, Object>();
    document.put("id", alert.id().toString());
    document.put("kind", alert.trouble().kind().id());
    document.put("subject", alert.trouble().subject());
    document.put("severity", alert.trouble().severity().word());
    document.put("title", alert.trouble().kind().title());
    document.put("state", alert.state().name().toLowerCase(Locale.ROOT));
    document.put("since", alert.since().toString());
    alert.raisedAt().ifPresent(at -> document.put("raised_at", at.toString()));
    alert
        .acknowledged()
        .ifPresent(
            known -> {
              document.put("acknowledged_by", known.by().toString());
              document.put("acknowledged_at", known.at().toString());
            });
    alert.clearedAt().ifPresent(at -> document.put("cleared_at", at.toString()));
    return document;
  }
}
