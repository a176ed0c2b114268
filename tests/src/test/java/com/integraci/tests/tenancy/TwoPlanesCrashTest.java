package com.integraci.tests.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.database.TenantId;
import com.integraci.tests.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two control planes on one database share the work, and one goes on without the other. */
@Tag("crash")
final class TwoPlanesCrashTest {

  private static final int TEAMS = 6;

  /** The lease of an engine is 20 s; the rest is the work itself. */
  private static final Duration TAKE_OVER_MAX = Duration.ofMinutes(2);

  @Test
  void one_takes_over_from_the_other_that_was_killed() {
    try (var place = TeamPlace.fresh();
        var one = PlaneProcess.start(place, "one");
        var other = PlaneProcess.start(place, "other")) {
      one.awaitReady();
      other.awaitReady();
      var both = signUp(List.of(one, other), "both");
      awaitSucceeded(both, other);
      assertTrue(one.steps() > 0, "one did nothing");
      assertTrue(other.steps() > 0, "the other did nothing");

      var left = signUp(List.of(one, other), "left");
      double begun = one.steps();
      Await.until("one is in the midst of it", TAKE_OVER_MAX, () -> one.steps() > begun);
      one.kill();
      awaitSucceeded(left, other);

      var whole = EndState.of(place, tenant(place, "both0"), "both0");
      assertTrue(whole.lines().contains("tenant active"), whole.toString());
      for (String slug : left.keySet()) {
        assertEquals(whole, EndState.of(place, tenant(place, slug), slug), slug);
      }
      awaitSealed(place);
      assertTrue(other.stop().endsWith("stopped"), "an orderly stop is logged to its end");
    }
  }

  /** Teams in turn; the path of each one's operation by slug. */
  private static Map<String, String> signUp(List<PlaneProcess> planes, String name) {
    var operations = new LinkedHashMap<String, String>();
    for (int i = 0; i < TEAMS; i++) {
      operations.put(name + i, planes.get(i % planes.size()).signUp(name + i));
    }
    return operations;
  }

  private static void awaitSucceeded(Map<String, String> operations, PlaneProcess plane) {
    var running = new ArrayList<>(operations.values());
    Await.until(
        operations.keySet() + " are up",
        TAKE_OVER_MAX,
        () -> {
          running.removeIf(path -> plane.show(path).contains("\"state\":\"succeeded\""));
          return running.isEmpty();
        });
  }

  /** Whoever lives seals everything; that the chain holds is for the tests of the sealer. */
  private static void awaitSealed(TeamPlace place) {
    Await.until(
        "every entry has its seal",
        TAKE_OVER_MAX,
        () -> tenantsOf(place).stream().allMatch(tenant -> unsealed(place, tenant) == 0));
  }

  private static List<TenantId> tenantsOf(TeamPlace place) {
    return place.overview.claim(
        tx ->
            tx.query(
                "select tenant_id from app.tenant limit 100",
                row -> new TenantId(row.uuid("tenant_id"))));
  }

  private static long unsealed(TeamPlace place, TenantId tenant) {
    String sql =
        """
        select (select count(*) from app.audit_entry) - (select count(*) from app.audit_seal) as n
        """;
    return place.database.read(tenant, sql, row -> row.number("n")).getFirst();
  }

  private static TenantId tenant(TeamPlace place, String slug) {
    return place
        .overview
        .claim(
            tx ->
                tx.first(
                    "select tenant_id from app.tenant where slug = ?",
                    row -> new TenantId(row.uuid("tenant_id")),
                    slug))
        .orElseThrow();
  }
}
