package com.integraci.tests.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Role;
import com.integraci.appliance.probe.Attempt;
import com.integraci.appliance.probe.NightlyProbe;
import com.integraci.appliance.probe.ProbeRun;
import com.integraci.appliance.tenancy.ProbeTeams;
import com.integraci.appliance.tenancy.Tenants;
import com.integraci.tests.OpenBaoServer;
import com.integraci.tests.PostgresServer;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The probe is green over the product as it is, and red over each breach of a wall. */
@Tag("isolation")
final class ProbeTest {

  private static final TenantId ONE = ProbeTeams.IDS.get(0);

  private static TeamPlace place;

  @BeforeAll
  static void provision() {
    place = TeamPlace.fresh();
    // What a run writes stands in the operators' tenant.
    sql(
        "insert into app.tenant (tenant_id, slug, plan, organisation, state) values"
            + " ('00000000-0000-7000-8000-000000000001', 'appliance', 'appliance', 'Tests',"
            + " 'active')");
    assertThrows(Conflict.class, () -> place.probes.run(Broken.OPERATOR), "its teams are made");
    for (TenantId tenant : ProbeTeams.IDS) {
      new Broken(place, tenant, "").finish();
    }
  }

  @AfterAll
  static void close() {
    place.close();
  }

  @Test
  void everything_is_blocked_and_every_table_was_tried() {
    var run = run();
    assertEquals(List.of(), run.open());
    assertEquals(run.tried(), run.blocked());
    for (String area : List.of("database", "secrets", "broker")) {
      long tried = run.attempts().stream().filter(one -> one.area().equals(area)).count();
      assertTrue(tried >= 16, area + ": " + tried);
    }
    for (String table : tables()) {
      long tried =
          run.attempts().stream().filter(one -> one.what().startsWith(table + ": ")).count();
      assertEquals(12, tried, table);
    }
    assertEquals(run.attempts(), place.probes.latest(Broken.OPERATOR).orElseThrow().attempts());
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
    long before = count("select count(*) from app.probe_run");
    var night = new NightlyProbe(place.probes, () -> LocalDateTime.of(2026, 1, 1, 2, 10));
    night.run();
    night.run();
    new NightlyProbe(place.probes, () -> LocalDateTime.of(2026, 1, 1, 12, 0)).run();
    assertEquals(before + 1, count("select count(*) from app.probe_run"));
    var owner = new Caller(ONE, Broken.OPERATOR.actor(), Role.OWNER, Broken.OPERATOR.request());
    assertThrows(Denied.class, () -> place.probes.run(owner));
    assertThrows(Denied.class, () -> place.probes.latest(owner));
  }

  @Test
  void its_tenants_are_in_no_list() {
    var tenants = new Tenants(place.database, place.overview, place.policy);
    assertFalse(
        tenants.list(Broken.OPERATOR, Tenants.START, 100).tenants().stream()
            .anyMatch(tenant -> ProbeTeams.IDS.contains(tenant.id())));
  }

  private static ProbeRun run() {
    return place.probes.run(Broken.OPERATOR);
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
