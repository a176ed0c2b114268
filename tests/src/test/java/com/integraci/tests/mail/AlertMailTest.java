package com.integraci.tests.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.alerts.AlertMail;
import com.integraci.appliance.alerts.Alerts;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.keycloak.Keycloak;
import com.integraci.appliance.mail.Mail;
import com.integraci.appliance.metrics.Metrics;
import com.integraci.appliance.policy.Policy;
import com.integraci.tests.Await;
import com.integraci.tests.Plane;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where a component is away, operators are mailed at once. */
@Tag("python")
class AlertMailTest {

  private static final Duration MADE = Duration.ofMinutes(3);
  private static final UUID APPLIANCE = TenantId.APPLIANCE.value();

  @Test
  void a_component_that_is_away_is_mailed_to_an_operator_once() throws Exception {
    try (var server = MailServer.open("starttls");
        var plane = Plane.start(settings -> settings.withMail(Optional.of(server.settings())))) {
      var realm =
          "select count(*) from app.layer where tenant_id = ? and layer = 'realm'"
              + " and state = 'ready'";
      Await.until("the operators' realm", MADE, () -> plane.count(realm, APPLIANCE) == 1);
      var operator = plane.stranger(new Plane.Member(APPLIANCE, "appliance", UuidV7.next()));
      plane.insert(operator, "operator");
      // OpenBao and NATS are away in this place.
      var mailed =
          "select count(*) from app.alert where tenant_id = ? and kind = 'component-away'"
              + " and subject = 'openbao' and mailed_at is not null";
      Await.until("it is mailed", MADE, () -> plane.count(mailed, APPLIANCE) == 1);
      var letter = server.await(operator.id() + "@tests.example");
      assertTrue(letter.get("headers").get("Subject").asString().startsWith("Critical: "));
      assertTrue(letter.get("text").asString().contains("(openbao)"));
      var again = "select count(*) from app.alert where tenant_id = ? and state = 'raised'";
      assertTrue(plane.count(again, APPLIANCE) >= 1);
      assertEquals(
          server.got().size(),
          server.got().stream().map(each -> each.get("text").asString()).distinct().count(),
          "one alert is mailed twice");
      var waiting =
          "select count(*) from app.alert where tenant_id = ? and state = 'raised'"
              + " and mailed_at is null";
      Await.until("all are mailed", MADE, () -> plane.count(waiting, APPLIANCE) == 0);
      expectWarningsWait(plane, server);
    }
  }

  /** A warning is told within the hour, and what an operator knows of not at all. */
  private static void expectWarningsWait(Plane plane, MailServer server) {
    var settings = plane.settings().withMail(Optional.of(server.settings()));
    var viewer = plane.stranger(new Plane.Member(APPLIANCE, "appliance", UuidV7.next()));
    plane.insert(viewer, "viewer");
    try (var database = Database.open(settings.database());
        var keycloak = Keycloak.open(settings);
        var own = Mail.open(settings, new Metrics())) {
      var parts = new Alerts.Parts(database, Policy.load(), new AuditLog());
      var mail = new AlertMail(parts, keycloak.directory(), own, settings.url());
      insert(plane, "known", "acknowledged", "critical", 120);
      insert(plane, "young", "raised", "warning", 50);
      mail.send();
      assertEquals(0, mailed(plane, "known"));
      assertEquals(0, mailed(plane, "young"));
      insert(plane, "old", "raised", "warning", 61);
      mail.send();
      assertEquals(1, mailed(plane, "old"));
      assertEquals(1, mailed(plane, "young"), "what waits goes along");
      assertEquals(0, mailed(plane, "known"));
    }
    assertTrue(
        server.got().stream()
            .noneMatch(letter -> letter.get("to").toString().contains(viewer.id().toString())),
        "whoever is no operator is mailed");
  }

  private static void insert(
      Plane plane, String subject, String state, String severity, int minutesAgo) {
    plane.sql(
        "insert into app.alert (tenant_id, alert_id, kind, subject, severity, state, raised_at,"
            + " acknowledged_at, acknowledged_by) select ?, uuidv7(), 'disk-full', ?, ?, s.state,"
            + " now() - make_interval(mins => ?), case when s.state = 'acknowledged' then now()"
            + " end, case when s.state = 'acknowledged' then uuidv7() end from (values (?)) as s"
            + " (state)",
        APPLIANCE,
        subject,
        severity,
        minutesAgo,
        state);
  }

  private static long mailed(Plane plane, String subject) {
    return plane.count(
        "select count(*) from app.alert where subject = ? and mailed_at is not null", subject);
  }
}
