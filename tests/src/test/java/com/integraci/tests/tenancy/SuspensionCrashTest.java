package com.integraci.tests.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.integraci.appliance.workflow.Probe;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever dies while a realm is closed or opened, and whoever changes their mind meanwhile: in the
 * end the realm is as PostgreSQL says.
 */
@Tag("crash")
final class SuspensionCrashTest {

  private static final String SLUG = "suspended-in-between";

  private static TeamPlace place;
  private static Broken team;

  @BeforeAll
  static void provision() {
    place = TeamPlace.fresh();
    team = Broken.team(place, SLUG);
  }

  @AfterAll
  static void close() {
    place.close();
  }

  @BeforeEach
  void expect_an_open_realm() {
    assertEquals("active", state());
    assertEquals(true, place.keycloak.gate().isOpen(SLUG, team.tenant()));
  }

  @ParameterizedTest
  @EnumSource(Probe.Point.class)
  void killed_it_is_closed_and_opened_all_the_same(Probe.Point point) {
    place.suspension.suspend(Broken.OPERATOR, SLUG, "to be killed");
    KilledEngine.run(place, "realm", point);
    team.finish();
    assertEquals("suspended", state());
    assertEquals(false, place.keycloak.gate().isOpen(SLUG, team.tenant()));

    place.suspension.resume(Broken.OPERATOR, SLUG);
    KilledEngine.run(place, "realm", point);
    team.finish();
    assertEquals("active", state());
    assertEquals(true, place.keycloak.gate().isOpen(SLUG, team.tenant()));
  }

  @ParameterizedTest
  @EnumSource(Probe.Point.class)
  void resumed_while_it_was_being_suspended_it_is_open(Probe.Point point) {
    place.suspension.suspend(Broken.OPERATOR, SLUG, "to be resumed at once");
    KilledEngine.run(place, "realm", point);
    place.suspension.resume(Broken.OPERATOR, SLUG);
    team.finish();
    assertEquals("active", state());
    assertEquals(true, place.keycloak.gate().isOpen(SLUG, team.tenant()));
  }

  @Test
  void changed_often_it_ends_as_the_database_says() {
    try (var _ = place.engine(Probe.NONE)) {
      for (int change = 0; change < 4; change++) {
        place.suspension.suspend(Broken.OPERATOR, SLUG, "to and fro");
        place.suspension.resume(Broken.OPERATOR, SLUG);
      }
    }
    team.finish();
    assertEquals(true, place.keycloak.gate().isOpen(SLUG, team.tenant()));
  }

  private static String state() {
    return place
        .database
        .system()
        .inTenant(
            team.tenant(), tx -> tx.first("select state from app.tenant", row -> row.text("state")))
        .orElseThrow();
  }
}
