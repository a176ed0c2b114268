package com.integraci.tests.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.integraci.appliance.accounts.Account;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.tenancy.ProbeTeams;
import com.integraci.tests.PostgresServer;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A run of the isolation probe that is killed leaves its programs, for ten minutes. */
@Tag("crash")
final class ProbeCrashTest {

  private static TeamPlace place;
  private static ServedApi api;
  private static List<Broken> teams;

  @BeforeAll
  static void provision() {
    place = TeamPlace.fresh();
    sql(
        "insert into app.tenant (tenant_id, slug, plan, organisation, state) values"
            + " ('00000000-0000-7000-8000-000000000001', 'appliance', 'appliance', 'Tests',"
            + " 'active')");
    api = new ServedApi(place);
    assertThrows(Conflict.class, () -> api.probes().run(Broken.OPERATOR), "its teams are made");
    teams =
        List.of(
            new Broken(place, ProbeTeams.IDS.getFirst(), "isolation-probe-one"),
            new Broken(place, ProbeTeams.IDS.getLast(), "isolation-probe-other"));
    teams.forEach(Broken::finish);
  }

  @AfterAll
  static void close() {
    api.close();
    place.close();
  }

  @Test
  void what_a_killed_run_left_is_removed_by_the_next_after_ten_minutes() {
    KilledProbe.run(place);
    var left = teams.stream().map(team -> account(team.tenant())).toList();
    for (int i = 0; i < teams.size(); i++) {
      assertEquals(true, place.keycloak.clients().isEnabled(teams.get(i).slug(), left.get(i)));
    }
    expectNothingOpen();
    assertEquals(left, teams.stream().map(team -> account(team.tenant())).toList(), "too soon");

    sql("update app.service_account set created_at = now() - interval '11 minutes'");
    expectNothingOpen();
    teams.forEach(Broken::finish);
    for (int i = 0; i < teams.size(); i++) {
      var team = teams.get(i);
      assertEquals(0, team.number("select count(*) as n from app.service_account"));
      assertEquals(0, team.number("select count(*) as n from app.member where kind = 'service'"));
      var client = left.get(i);
      assertThrows(
          NotFound.class, () -> place.keycloak.clients().secret(team.slug(), client), client);
    }
  }

  private static void expectNothingOpen() {
    assertEquals(List.of(), api.probes().run(Broken.OPERATOR).open());
  }

  /** The client of the one account that a team has. */
  private static String account(TenantId tenant) {
    var ids =
        place
            .database
            .system()
            .inTenant(
                tenant,
                tx ->
                    tx.query(
                        "select account_id from app.service_account",
                        row -> row.uuid("account_id")));
    assertEquals(1, ids.size(), "accounts");
    return Account.clientId(ids.getFirst());
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
