package com.integraci.appliance.console;

import com.integraci.appliance.alerts.Alert;
import com.integraci.appliance.alerts.Alerts;
import com.integraci.appliance.alerts.Kind;
import com.integraci.appliance.alerts.Severity;
import com.integraci.appliance.http.Method;
import com.integraci.appliance.http.Reply;
import com.integraci.appliance.http.Request;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.http.Visitor;
import java.util.List;

/** Shows operators what is wrong with the appliance, and takes that they know of it. */
final class AlertPages {

  private final Frames frames;
  private final Alerts alerts;

  AlertPages(Frames frames, Alerts alerts) {
    this.frames = frames;
    this.alerts = alerts;
  }

  List<Route> routes() {
    return List.of(
        Section.ALERTS.route(Method.GET, "", "alertsPage", this::list),
        Section.ALERTS.route(
            Method.POST, "/{alert}/acknowledge", "alertAcknowledge", this::acknowledge));
  }

  private Reply list(Visitor visitor, Request request) {
    request.query().end();
    var all = alerts.list(visitor.caller());
    var view =
        new AlertsView(
            all.stream()
                .filter(alert -> alert.clearedAt().isEmpty())
                .map(alert -> row(visitor, alert))
                .toList(),
            all.stream()
                .flatMap(
                    alert ->
                        alert
                            .clearedAt()
                            .map(
                                until ->
                                    new AlertsView.Over(
                                        alert.trouble().kind().title(),
                                        alert.trouble().subject(),
                                        alert.since(),
                                        until))
                            .stream())
                .toList());
    return Reply.html(Page.alerts(frames.of(visitor, Section.ALERTS, "Alerts"), view));
  }

  private Reply acknowledge(Visitor visitor, Request request) {
    alerts.acknowledge(visitor.caller(), request.parameterId("alert"));
    return Replies.goOn(request, Section.ALERTS.of(visitor));
  }

  private static AlertsView.Row row(Visitor visitor, Alert alert) {
    var trouble = alert.trouble();
    boolean known = alert.state() == Alert.State.ACKNOWLEDGED;
    return new AlertsView.Row(
        trouble.kind().title(),
        trouble.subject(),
        trouble.kind().advice(),
        trouble.severity() == Severity.CRITICAL ? Lamp.BAD : Lamp.WARN,
        trouble.severity().word(),
        alert.since(),
        where(visitor, trouble.kind()),
        known ? "" : Section.ALERTS.of(visitor) + "/" + alert.id() + "/acknowledge");
  }

  private static String where(Visitor visitor, Kind kind) {
    return switch (kind) {
      case COMPONENT_AWAY, SEALS_LATE, EVENTS_LATE, CERTIFICATE_ENDS ->
          Section.COMPONENTS.of(visitor);
      case PROBE_OPEN, PROBE_LATE -> Section.TENANTS.of(visitor) + "/probe";
      case WORKFLOW_STUCK -> Section.WORKFLOWS.of(visitor);
      case REPAIR_NEEDED, WEBHOOK_DISABLED, BROKER_CLAIMS -> Section.TENANTS.of(visitor);
      case DISK_FULL, MAIL_FAILING -> "";
    };
  }
}
