package com.integraci.tests.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.integraci.appliance.workflow.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Killed at any step, a repair ends with nothing left that differs. */
@Tag("crash")
final class RepairCrashTest {

  private static TeamPlace place;
  private static Broken team;

  /** One place at which a process dies. */
  record Death(String step, Probe.Point point) {}

  @BeforeAll
  static void provision() {
    place = TeamPlace.fresh();
    team = Broken.team(place, "killed-in-repair");
  }

  @AfterAll
  static void close() {
    place.close();
  }

  static List<Death> deaths() {
    var deaths = new ArrayList<Death>();
    for (String step : List.of("realm", "secrets", "broker")) {
      for (Probe.Point point : Probe.Point.values()) {
        deaths.add(new Death(step, point));
      }
    }
    return deaths;
  }

  @ParameterizedTest
  @MethodSource("deaths")
  void killed_it_is_mended_all_the_same(Death death) {
    team.removeClient("cli");
    team.realm(Map.of("enabled", false));
    team.openbao("POST", "kv/config", Map.of("cas_required", false));
    team.sql("update app.broker_account set claims_hash = repeat('0', 64) where tenant_id = ?");
    assertEquals(
        List.of(
            "realm realm_closed",
            "realm client_missing cli",
            "secrets part_changed config",
            "broker broker_claims_other"),
        team.differences());
    place.repairs.start(Broken.OPERATOR, team.slug(), team.plan().fingerprint());
    KilledEngine.run(place, death.step(), death.point());
    team.finish();
    assertEquals(List.of(), team.differences());
  }
}
