package com.integraci.tests.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.alerts.Alert;
import com.integraci.appliance.alerts.AlertWatch;
import com.integraci.appliance.alerts.Alerts;
import com.integraci.appliance.alerts.Kind;
import com.integraci.appliance.alerts.Sensor;
import com.integraci.appliance.alerts.Sensors;
import com.integraci.appliance.alerts.Severity;
import com.integraci.appliance.alerts.Trouble;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.http.Health;
import com.integraci.appliance.mail.Mail;
import com.integraci.appliance.metrics.Metrics;
import com.integraci.appliance.openbao.OpenBao;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Role;
import com.integraci.appliance.tenancy.ProbeTeams;
import com.integraci.config.ControlSettings;
import com.integraci.tests.PostgresServer;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is broken for real is found, raised, shown to operators, and cleared when it is mended. */
@Tag("isolation")
final class AlertsTest {

  private static final String WALL =
      "create policy tenant_wall on app.secret using (tenant_id = (select"
          + " nullif(current_setting('app.tenant_id', true), '')::uuid)) with check (tenant_id ="
          + " (select nullif(current_setting('app.tenant_id', true), '')::uuid))";

  private static TeamPlace place;
  private static ServedApi api;
  private static Alerts.Parts parts;
  private static Alerts alerts;
  private static OpenBao away;
  private static Mail mail;

  @BeforeAll
  static void provision() {
    place = TeamPlace.fresh();
    sql(
        "insert into app.tenant (tenant_id, slug, plan, organisation, state) values"
            + " ('00000000-0000-7000-8000-000000000001', 'appliance', 'appliance', 'Tests',"
            + " 'active')");
    api = new ServedApi(place);
    assertThrows(Conflict.class, () -> api.probes().run(Broken.OPERATOR), "its teams are made");
    for (TenantId tenant : ProbeTeams.IDS) {
      new Broken(place, tenant, "").finish();
    }
    parts = new Alerts.Parts(place.database, place.policy, place.audit);
    alerts = new Alerts(parts);
    var nowhere =
        new ControlSettings.OpenBao(
            URI.create("https://localhost:1"), place.settings.openbao().credentials());
    away = OpenBao.open(nowhere, place.settings.authority());
    mail = Mail.open(place.settings, new Metrics());
  }

  @AfterAll
  static void close() {
    mail.close();
    away.close();
    api.close();
    place.close();
  }

  @BeforeEach
  void nothing() {
    sql("delete from app.alert");
  }

  /** The sensors of the appliance; OpenBao is what is asked. */
  private static List<Sensor> sensors(AtomicReference<OpenBao> openbao, InstantSource clock) {
    var health = new Health(List.of(new Health.Check("openbao", () -> openbao.get().expectUp())));
    var metrics = new Metrics();
    metrics.gauge("integraci_events_lag_seconds", "Lag.", () -> 0);
    metrics.gauge("integraci_events_failing_tenants", "Tenants.", () -> 0);
    var sensed =
        new Sensors.Parts(place.settings, health, metrics, place.overview, place.broker, mail);
    return new Sensors(sensed, api.probes(), place.repairs, clock).all();
  }

  private static AlertWatch watch(List<Sensor> sensors) {
    return new AlertWatch(parts, sensors, Duration.ZERO);
  }

  private static AlertWatch watch() {
    return watch(sensors(new AtomicReference<>(place.openbao), InstantSource.system()));
  }

  /** One sensor whose answer the test decides. */
  private static AlertWatch watch(AtomicReference<List<Trouble>> found) {
    return watch(List.of(new Sensor(List.of(Kind.DISK_FULL, Kind.MAIL_FAILING), found::get)));
  }

  private static List<Alert> open(Kind kind) {
    return alerts.list(Broken.OPERATOR).stream()
        .filter(alert -> alert.trouble().kind() == kind && alert.clearedAt().isEmpty())
        .toList();
  }

  private static Trouble full(Severity severity) {
    return new Trouble(Kind.DISK_FULL, "data", severity);
  }

  @Test
  void a_dropped_policy_makes_the_probe_red_and_raises_an_alert_until_it_is_back() {
    api.probes().run(Broken.OPERATOR);
    var watch = watch();
    watch.look();
    watch.look();
    assertEquals(List.of(), open(Kind.PROBE_OPEN));
    sql("drop policy tenant_wall on app.secret");
    try {
      api.probes().run(Broken.OPERATOR);
      watch.look();
      assertEquals(List.of(), open(Kind.PROBE_OPEN), "one look is not enough");
      watch.look();
      var raised = open(Kind.PROBE_OPEN);
      assertEquals(1, raised.size());
      assertEquals(Severity.CRITICAL, raised.getFirst().trouble().severity());
      assertEquals(1, entries("alert.raise", raised.getFirst().id()));
    } finally {
      sql(WALL);
    }
    var id = open(Kind.PROBE_OPEN).getFirst().id();
    api.probes().run(Broken.OPERATOR);
    watch.look();
    assertEquals(1, open(Kind.PROBE_OPEN).size(), "one look is not enough");
    watch.look();
    assertEquals(List.of(), open(Kind.PROBE_OPEN));
    assertEquals(1, entries("alert.clear", id));
  }

  @Test
  void a_component_that_is_away_is_raised_and_cleared() {
    var openbao = new AtomicReference<>(away);
    var watch = watch(sensors(openbao, InstantSource.system()));
    watch.look();
    watch.look();
    assertEquals("openbao", open(Kind.COMPONENT_AWAY).getFirst().trouble().subject());
    openbao.set(place.openbao);
    watch.look();
    watch.look();
    assertEquals(List.of(), open(Kind.COMPONENT_AWAY));
  }

  @Test
  void what_the_rows_of_teams_say_is_raised() {
    var team = ProbeTeams.IDS.getFirst();
    sql(
        "insert into app.repair_look (tenant_id, waiting) values ('%s', 2)".formatted(team),
        "update app.broker_account set foreign_at = now() where tenant_id = '%s'".formatted(team),
        "insert into app.workflow (tenant_id, workflow_id, definition, version, state, step,"
            + " payload) select tenant_id, gen_random_uuid(), 'tenant.test', 1, 'stuck', 'none',"
            + " '{}'"
            + " from app.tenant where tenant_id = '%s'".formatted(team),
        ("insert into app.webhook (tenant_id, webhook_id, url, state, key_id, failures,"
             + " failing_since) values ('%s', gen_random_uuid(), 'https://x.example', 'disabled',"
             + " gen_random_uuid(), 3, now())")
            .formatted(team));
    try {
      var watch = watch();
      watch.look();
      watch.look();
      for (Kind kind : List.of(Kind.REPAIR_NEEDED, Kind.BROKER_CLAIMS, Kind.WEBHOOK_DISABLED)) {
        assertEquals(team.toString(), open(kind).getFirst().trouble().subject(), kind.id());
      }
      assertEquals("tenant.test", open(Kind.WORKFLOW_STUCK).getFirst().trouble().subject());
      // The certificates of these servers live for two days.
      var ending =
          open(Kind.CERTIFICATE_ENDS).stream().map(alert -> alert.trouble().subject()).toList();
      assertTrue(ending.containsAll(List.of("postgresql", "openbao", "nats")), "" + ending);
    } finally {
      sql(
          "delete from app.repair_look",
          "update app.broker_account set foreign_at = null",
          "delete from app.workflow where definition = 'tenant.test'",
          "delete from app.webhook");
    }
  }

  @Test
  void a_probe_that_did_not_run_for_26_hours_is_raised() {
    sql("delete from app.probe_run");
    api.probes().run(Broken.OPERATOR);
    sql("update app.probe_run set ended_at = now() - interval '27 hours'");
    var watch = watch();
    watch.look();
    watch.look();
    assertEquals(1, open(Kind.PROBE_LATE).size());
  }

  @Test
  void before_the_operators_tenant_is_there_nobody_looks() {
    try (var database = Database.open(PostgresServer.shared().copy())) {
      var empty = new Alerts.Parts(database, place.policy, place.audit);
      var found = new Sensor(List.of(Kind.DISK_FULL), () -> List.of(full(Severity.CRITICAL)));
      var watch = new AlertWatch(empty, List.of(found), Duration.ZERO);
      assertEquals(0, watch.look());
      assertEquals(0, watch.look());
    }
  }

  @Test
  void what_comes_and_goes_between_two_looks_is_no_alert() {
    var found = new AtomicReference<List<Trouble>>(List.of());
    var watch = watch(found);
    for (int i = 0; i < 4; i++) {
      found.set(i % 2 == 0 ? List.of(full(Severity.WARNING)) : List.of());
      watch.look();
    }
    assertEquals(List.of(), alerts.list(Broken.OPERATOR));
    found.set(List.of(full(Severity.WARNING)));
    watch.look();
    watch.look();
    var id = open(Kind.DISK_FULL).getFirst().id();
    for (int i = 0; i < 4; i++) {
      found.set(i % 2 == 0 ? List.of() : List.of(full(Severity.WARNING)));
      watch.look();
    }
    assertEquals(id, open(Kind.DISK_FULL).getFirst().id(), "it is the same alert");
    assertEquals(0, entries("alert.clear", id));
  }

  @Test
  void a_look_that_fails_clears_nothing() {
    var found = new AtomicReference<List<Trouble>>(List.of(full(Severity.WARNING)));
    var watch = watch(found);
    watch.look();
    watch.look();
    var broken =
        watch(
            List.of(
                new Sensor(
                    List.of(Kind.DISK_FULL),
                    () -> {
                      throw new IllegalStateException("it is away");
                    })));
    broken.look();
    broken.look();
    broken.look();
    assertEquals(1, open(Kind.DISK_FULL).size());
  }

  @Test
  void of_several_control_planes_one_raises() throws Exception {
    var found = new AtomicReference<List<Trouble>>(List.of(full(Severity.CRITICAL)));
    try (var planes = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 5; round++) {
        var looks = new ArrayList<java.util.concurrent.Callable<Integer>>();
        for (int plane = 0; plane < 4; plane++) {
          looks.add(() -> watch(found).look());
        }
        for (var look : planes.invokeAll(looks)) {
          look.get();
        }
      }
    }
    assertEquals(1, open(Kind.DISK_FULL).size());
    assertEquals(1, entries("alert.raise", open(Kind.DISK_FULL).getFirst().id()));
    sql("delete from app.alert");
    var often = new AlertWatch(parts, List.of(sensor(found)), Duration.ofHours(1));
    often.look();
    often.look();
    assertEquals(List.of(), alerts.list(Broken.OPERATOR), "two looks within the gap");
  }

  private static Sensor sensor(AtomicReference<List<Trouble>> found) {
    return new Sensor(List.of(Kind.DISK_FULL), found::get);
  }

  @Test
  void an_operator_acknowledges_once_and_it_stays_until_it_is_over() {
    var found = new AtomicReference<List<Trouble>>(List.of(full(Severity.WARNING)));
    var watch = watch(found);
    watch.look();
    watch.look();
    var id = open(Kind.DISK_FULL).getFirst().id();
    assertEquals(1, alerts.waiting(Broken.OPERATOR));
    var owner =
        new Caller(
            ProbeTeams.IDS.getFirst(),
            Broken.OPERATOR.actor(),
            Role.OWNER,
            Broken.OPERATOR.request());
    assertThrows(Denied.class, () -> alerts.acknowledge(owner, id));
    assertThrows(Denied.class, () -> alerts.list(owner));
    assertThrows(
        NotFound.class, () -> alerts.acknowledge(Broken.OPERATOR, new UUID(0, 1)), "unknown");
    var known = alerts.acknowledge(Broken.OPERATOR, id);
    assertEquals(Alert.State.ACKNOWLEDGED, known.state());
    assertEquals(
        Optional.of(Broken.OPERATOR.actor().id()), known.acknowledged().map(who -> who.by()));
    assertEquals(1, entries("alert.acknowledge", id));
    assertEquals(0, alerts.waiting(Broken.OPERATOR));
    assertThrows(Conflict.class, () -> alerts.acknowledge(Broken.OPERATOR, id));
    found.set(List.of(full(Severity.CRITICAL)));
    watch.look();
    assertEquals(Severity.CRITICAL, open(Kind.DISK_FULL).getFirst().trouble().severity());
    found.set(List.of());
    watch.look();
    watch.look();
    assertThrows(Conflict.class, () -> alerts.acknowledge(Broken.OPERATOR, id), "it is over");
  }

  private static long entries(String action, UUID id) {
    var like = "%\"action\":\"" + action + "\"%" + id + "%";
    var either = "%" + id + "%\"action\":\"" + action + "\"%";
    try (var connection = PostgresServer.shared().superuser(place.settings.database().name());
        var statement =
            connection.prepareStatement(
                "select count(*) from app.audit_entry where convert_from(body, 'UTF8') like ?"
                    + " or convert_from(body, 'UTF8') like ?")) {
      statement.setString(1, like);
      statement.setString(2, either);
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void sql(String... statements) {
    try (var connection = PostgresServer.shared().superuser(place.settings.database().name());
        var prepared = connection.createStatement()) {
      for (String statement : statements) {
        prepared.execute(statement);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
