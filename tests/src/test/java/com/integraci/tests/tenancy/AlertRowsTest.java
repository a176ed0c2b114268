package com.integraci.tests.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.integraci.appliance.alerts.Alert;
import com.integraci.appliance.alerts.AlertWatch;
import com.integraci.appliance.alerts.Alerts;
import com.integraci.appliance.alerts.Kind;
import com.integraci.appliance.alerts.Sensor;
import com.integraci.appliance.alerts.Severity;
import com.integraci.appliance.alerts.Trouble;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.policy.Policy;
import com.integraci.config.ControlSettings;
import com.integraci.tests.PostgresServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What looks write of alerts: how many, what is told again, and how long it is kept. */
@Tag("isolation")
final class AlertRowsTest {

  private static ControlSettings.Database settings;
  private static Database database;
  private static Alerts.Parts parts;

  private List<Trouble> found = List.of();

  private final AlertWatch watch =
      new AlertWatch(
          parts, List.of(new Sensor(List.of(Kind.DISK_FULL), () -> found)), Duration.ZERO);

  @BeforeAll
  static void open() {
    settings = PostgresServer.shared().copy();
    database = Database.open(settings);
    parts = new Alerts.Parts(database, Policy.load(), new AuditLog());
    sql(
        "insert into app.tenant (tenant_id, slug, plan, organisation, state) values"
            + " ('00000000-0000-7000-8000-000000000001', 'appliance', 'appliance', 'Tests',"
            + " 'active')");
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @BeforeEach
  void nothing() {
    sql("delete from app.alert");
  }

  @Test
  void what_was_seen_once_is_not_there_for_operators() {
    found = List.of(full("data", Severity.WARNING));
    watch.look();
    var id = UUID.fromString(text("select alert_id from app.alert"));
    var alerts = new Alerts(parts);
    assertEquals(List.of(), alerts.list(Broken.OPERATOR));
    assertThrows(NotFound.class, () -> alerts.acknowledge(Broken.OPERATOR, id));
  }

  @Test
  void what_has_become_worse_is_mailed_again_and_what_stays_is_not() {
    found = List.of(full("data", Severity.WARNING));
    watch.look();
    watch.look();
    sql("update app.alert set mailed_at = now()");
    watch.look();
    found = List.of();
    watch.look();
    found = List.of(full("data", Severity.WARNING));
    watch.look();
    assertEquals("1", text("select count(*) from app.alert where mailed_at is not null"));
    found = List.of(full("data", Severity.CRITICAL));
    watch.look();
    assertEquals("1", text("select count(*) from app.alert where mailed_at is null"));
  }

  @Test
  void a_look_finds_two_hundred_at_most() {
    found = IntStream.range(0, 300).mapToObj(i -> full("disk-" + i, Severity.WARNING)).toList();
    watch.look();
    assertEquals("200", text("select count(*) from app.alert"));
    watch.look();
    assertEquals("200", text("select count(*) from app.alert where state = 'raised'"));
  }

  @Test
  void what_is_over_is_kept_for_90_days() {
    found = List.of(full("old", Severity.WARNING), full("late", Severity.WARNING));
    watch.look();
    watch.look();
    found = List.of();
    watch.look();
    watch.look();
    sql("update app.alert set cleared_at = now() - interval '91 days' where subject = 'old'");
    sql("update app.alert set cleared_at = now() - interval '89 days' where subject = 'late'");
    watch.look();
    var left = new Alerts(parts).list(Broken.OPERATOR);
    assertEquals(List.of("late"), left.stream().map(one -> one.trouble().subject()).toList());
    assertEquals(Alert.State.CLEARED, left.getFirst().state());
  }

  private static Trouble full(String subject, Severity severity) {
    return new Trouble(Kind.DISK_FULL, subject, severity);
  }

  private static String text(String query) {
    try (var connection = PostgresServer.shared().superuser(settings.name());
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }

  private static void sql(String statement) {
    try (var connection = PostgresServer.shared().superuser(settings.name());
        var prepared = connection.createStatement()) {
      prepared.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }
}
