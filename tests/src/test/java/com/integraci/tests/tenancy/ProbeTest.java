package com.integraci.tests.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.ControlPlane;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.http.Route;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Role;
import com.integraci.appliance.probe.Attempt;
import com.integraci.appliance.probe.NightlyProbe;
import com.integraci.appliance.probe.ProbeRun;
import com.integraci.appliance.probe.Probes;
import com.integraci.appliance.tenancy.ProbeTeams;
import com.integraci.appliance.tenancy.Tenants;
import com.integraci.tests.OpenBaoServer;
import com.integraci.tests.PostgresServer;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The probe is green over the product as it is, and red over each breach of a wall. */
@Tag("isolation")
final class ProbeTest {

  private static final TenantId ONE = ProbeTeams.IDS.get(0);

  private static TeamPlace place;
  private static ControlPlane plane;
  private static Probes probes;

  @BeforeAll
  static void provision() {
    place = TeamPlace.fresh();
    // What a run writes stands in the operators' tenant.
    sql(
        "insert into app.tenant (tenant_id, slug, plan, organisation, state) values"
            + " ('00000000-0000-7000-8000-000000000001', 'appliance', 'appliance', 'Tests',"
            + " 'active')");
    // Its own API is called, so there is a whole control plane over the same parts.
    plane = new ControlPlane(place.settings);
    probes = place.probes(place.settings.url(), plane::table);
    assertThrows(Conflict.class, () -> probes.run(Broken.OPERATOR), "its teams are made");
    for (TenantId tenant : ProbeTeams.IDS) {
      new Broken(place, tenant, "").finish();
    }
    plane.start();
  }

  @AfterAll
  static void close() {
    plane.close();
    place.close();
  }

  @Test
  void everything_is_blocked_and_every_table_was_tried() {
    var run = run();
    assertEquals(List.of(), run.open());
    assertEquals(run.tried(), run.blocked());
    for (String area : List.of("database", "secrets", "broker", "routes")) {
      long tried = run.attempts().stream().filter(one -> one.area().equals(area)).count();
      assertTrue(tried >= 16, area + ": " + tried);
    }
    for (String table : tables()) {
      long tried =
          run.attempts().stream().filter(one -> one.what().startsWith(table + ": ")).count();
      assertEquals(12, tried, table);
    }
    for (Route route : plane.table().routes()) {
      long tried = run.attempts().stream().filter(one -> one.what().endsWith(": " + route)).count();
      assertTrue(route.tokened() ? tried >= 4 : tried == 0, route + ": " + tried);
    }
    assertEquals(run.attempts(), probes.latest(Broken.OPERATOR).orElseThrow().attempts());
    assertEquals(1, entries(run, "done"));
  }

  @Test
  void a_dropped_policy_is_red() {
    red(
        "drop policy tenant_wall on app.secret",
        "create policy tenant_wall on app.secret using (tenant_id = (select"
            + " nullif(current_setting('app.tenant_id', true), '')::uuid)) with check (tenant_id ="
            + " (select nullif(current_setting('app.tenant_id', true), '')::uuid))",
        "app.secret: row security is forced, by the one reviewed policy");
  }

  @Test
  void a_wall_that_is_switched_off_lets_rows_be_read_added_changed_and_deleted() {
    var open =
        red(
            "alter table app.tenant disable row level security",
            "alter table app.tenant enable row level security",
            "app.tenant: read");
    assertTrue(open.contains("app.tenant: read-theirs"), open.toString());
    assertTrue(open.contains("app.tenant: insert"), open.toString());
    assertEquals(3, count("select count(*) from app.tenant"), "nothing that it reached stays");
  }

  @Test
  void a_policy_beside_the_wall_is_red() {
    red(
        "create policy more on app.session for select to integraci_app using (true)",
        "drop policy more on app.session",
        "app.session: row security is forced, by the one reviewed policy");
  }

  @Test
  void a_widened_policy_of_a_request_is_red() {
    var team = new Broken(place, ONE, "");
    var more = "path \"kv/data/+\" { capabilities = [\"create\", \"read\", \"update\"] }";
    try {
      team.openbao(
          "POST",
          "sys/policies/acl/request",
          Map.of(
              "policy",
              more
                  + " path \"transit/sign/broker\" { capabilities = [\"update\"] }"
                  + " path \"transit/decrypt/tenant\" { capabilities = [\"update\"] }"));
      var open = open(run());
      assertTrue(
          open.contains("request, its right: GET t-" + ONE + "/transit/keys/broker"), "" + open);
      assertTrue(open.contains("request: POST t-" + ONE + "/transit/decrypt/tenant"), "" + open);
      assertTrue(open.stream().anyMatch(what -> what.contains("/kv/data/")), "" + open);
    } finally {
      place.openbao.repair().makeAll(ONE);
    }
    assertEquals(List.of(), open(run()));
  }

  @Test
  void a_widened_policy_of_the_control_plane_is_red() {
    var server = OpenBaoServer.shared();
    var path = "sys/policies/acl/control-plane";
    var reviewed =
        server
            .client()
            .send(server.witness(), "GET", "", path, Map.of())
            .body()
            .path("data")
            .path("policy")
            .asString();
    try {
      var wider = reviewed + "\npath \"+/kv/data/*\" {\n  capabilities = [\"read\"]\n}\n";
      server.client().send(server.witness(), "POST", "", path, Map.of("policy", wider));
      var open = open(run());
      assertTrue(
          open.stream().anyMatch(what -> what.startsWith("control-plane: GET t-" + ONE + "/kv")),
          open.toString());
    } finally {
      server.client().send(server.witness(), "POST", "", path, Map.of("policy", reviewed));
    }
  }

  /** As if the verb looked at what is asked for, and not at whose it is. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "readWebhook",
        "deleteGroup",
        "readWorkflow",
        "listGroups",
        "rotateServiceAccount"
      })
  void a_route_that_takes_no_notice_of_the_tenant_is_red(String operation) {
    var route = route(operation);
    try (var door = CarelessDoor.otherTenants(place.settings, route)) {
      var open = open(probes(door).run(Broken.OPERATOR));
      assertEquals(List.of("as another: " + route), open.stream().distinct().toList());
    }
    assertEquals(List.of(), open(run()), "what was harmed was the probe's own");
  }

  @Test
  void a_route_that_asks_for_no_token_is_red() {
    var route = route("listMembers");
    try (var door = CarelessDoor.open(place.settings, route)) {
      assertEquals(
          List.of("with a token nobody signed: " + route, "without a token: " + route),
          open(probes(door).run(Broken.OPERATOR)).stream().distinct().sorted().toList());
    }
  }

  @Test
  void nothing_of_a_run_stays_but_what_it_tries() {
    run();
    assertEquals(0, count("select count(*) from app.service_account"));
    assertEquals(0, count("select count(*) from app.member where kind = 'service'"));
    assertEquals(2, count("select count(*) from app.member_group"));
    assertEquals(2, count("select count(*) from app.webhook where state = 'disabled'"));
    for (TenantId tenant : ProbeTeams.IDS) {
      var end = place.broker.publisher().end(tenant);
      assertTrue(end.lastId().startsWith(tenant + "-"), "its stream ends with an event: " + end);
    }
  }

  @Test
  void an_account_that_is_not_as_it_was_signed_is_red() {
    red(
        "update app.broker_account set claims_hash = repeat('0', 64)",
        "select 1",
        "the broker keeps the statement that was signed of " + ONE);
    ProbeTeams.IDS.forEach(place.broker.accounts()::refresh);
    assertEquals(List.of(), open(run()));
  }

  @Test
  void it_runs_once_a_night_and_nobody_but_operators_sees_it() {
    sql("delete from app.probe_run");
    // Somewhere it is night now.
    var hour = Instant.now().atOffset(ZoneOffset.UTC).getHour();
    var night = Clock.system(ZoneOffset.ofHours((2 - hour + 36) % 24 - 12));
    new NightlyProbe(probes, night).run();
    // As after a start within the hour.
    new NightlyProbe(probes, night).run();
    assertEquals(1, count("select count(*) from app.probe_run"));
    sql("update app.probe_run set ended_at = now() - interval '61 minutes'");
    new NightlyProbe(probes, night).run();
    assertEquals(2, count("select count(*) from app.probe_run"));
    sql("delete from app.probe_run");
    var noon = Clock.system(ZoneOffset.ofHours((12 - hour + 36) % 24 - 12));
    new NightlyProbe(probes, noon).run();
    assertEquals(0, count("select count(*) from app.probe_run"));
    var owner = new Caller(ONE, Broken.OPERATOR.actor(), Role.OWNER, Broken.OPERATOR.request());
    assertThrows(Denied.class, () -> probes.run(owner));
    assertThrows(Denied.class, () -> probes.latest(owner));
  }

  @Test
  void its_tenants_are_in_no_list() {
    var tenants = new Tenants(place.database, place.overview, place.policy);
    assertFalse(
        tenants.list(Broken.OPERATOR, Tenants.START, 100).tenants().stream()
            .anyMatch(tenant -> ProbeTeams.IDS.contains(tenant.id())));
  }

  private static Probes probes(CarelessDoor door) {
    return place.probes(door.url(), plane::table);
  }

  private static Route route(String operation) {
    return plane.table().routes().stream()
        .filter(route -> route.operationId().equals(operation))
        .findFirst()
        .orElseThrow();
  }

  private static ProbeRun run() {
    return probes.run(Broken.OPERATOR);
  }

  private static List<String> open(ProbeRun run) {
    return run.open().stream().map(Attempt::what).toList();
  }

  /** Breaks a wall, expects the probe to see it, and puts it back. */
  private static List<String> red(String breach, String repair, String expected) {
    sql(breach);
    try {
      var run = run();
      assertTrue(open(run).contains(expected), open(run).toString());
      assertEquals(1, entries(run, "failed"));
      return open(run);
    } finally {
      sql(repair);
    }
  }

  private static long entries(ProbeRun run, String outcome) {
    return count(
                "select count(*) from (select convert_from(body, 'UTF8')::jsonb as body from"
                    + " app.audit_entry) as e where body ->> 'action' = 'probe.run' and body ->>"
                    + " 'outcome' = '"
                    + outcome
                    + "' and body -> 'facts' ->> 'blocked' = '"
                    + run.blocked()
                    + "' and (body -> 'facts' ->> 'tried') = '"
                    + run.tried()
                    + "'")
            > 0
        ? 1
        : 0;
  }

  private static List<String> tables() {
    try (var connection = PostgresServer.shared().superuser(place.settings.database().name());
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select 'app.' || tablename from pg_tables where schemaname = 'app'")) {
      var found = new java.util.ArrayList<String>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long count(String query) {
    try (var connection = PostgresServer.shared().superuser(place.settings.database().name());
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }

  private static void sql(String statement) {
    try (var connection = PostgresServer.shared().superuser(place.settings.database().name());
        var prepared = connection.createStatement()) {
      prepared.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }
}
