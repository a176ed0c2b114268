package com.integraci.tests.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Role;
import com.integraci.appliance.workflow.Probe;
import com.integraci.tests.Await;
import com.integraci.tests.Victim;
import java.time.Duration;
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

  private static final Duration END_MAX = Duration.ofMinutes(5);
  private static final String SLUG = "suspended-in-between";

  private static final Caller OPERATOR =
      new Caller(
          TenantId.APPLIANCE,
          new Actor(Actor.Kind.MEMBER, UuidV7.next()),
          Role.OPERATOR,
          UuidV7.next());

  private static TeamPlace place;
  private static TenantId tenant;

  @BeforeAll
  static void provision() {
    place = TeamPlace.fresh();
    tenant = place.signedUp(SLUG);
    finish();
  }

  @AfterAll
  static void close() {
    place.close();
  }

  @BeforeEach
  void expect_an_open_realm() {
    assertEquals("active", state());
    assertEquals(true, place.keycloak.gate().isOpen(SLUG, tenant));
  }

  @ParameterizedTest
  @EnumSource(Probe.Point.class)
  void killed_it_is_closed_and_opened_all_the_same(Probe.Point point) {
    place.suspension.suspend(OPERATOR, SLUG, "to be killed");
    die(point);
    finish();
    assertEquals("suspended", state());
    assertEquals(false, place.keycloak.gate().isOpen(SLUG, tenant));

    place.suspension.resume(OPERATOR, SLUG);
    die(point);
    finish();
    assertEquals("active", state());
    assertEquals(true, place.keycloak.gate().isOpen(SLUG, tenant));
  }

  @ParameterizedTest
  @EnumSource(Probe.Point.class)
  void resumed_while_it_was_being_suspended_it_is_open(Probe.Point point) {
    place.suspension.suspend(OPERATOR, SLUG, "to be resumed at once");
    die(point);
    place.suspension.resume(OPERATOR, SLUG);
    finish();
    assertEquals("active", state());
    assertEquals(true, place.keycloak.gate().isOpen(SLUG, tenant));
  }

  @Test
  void changed_often_it_ends_as_the_database_says() {
    try (var _ = place.engine(Probe.NONE)) {
      for (int change = 0; change < 4; change++) {
        place.suspension.suspend(OPERATOR, SLUG, "to and fro");
        place.suspension.resume(OPERATOR, SLUG);
      }
    }
    finish();
    assertEquals(true, place.keycloak.gate().isOpen(SLUG, tenant));
  }

  /** An engine goes on until no workflow of the tenant is left, a dead one's lease included. */
  private static void finish() {
    try (var _ = place.engine(Probe.NONE)) {
      Await.until("the tenant's workflows end", END_MAX, () -> left() == 0);
    }
  }

  private static void die(Probe.Point point) {
    Victim.run(
        KilledEngine.class,
        place.settings.state().resolve("killed.log"),
        place.settingsFile().toString(),
        "realm",
        point.name(),
        "false");
  }

  private static long left() {
    return place
        .database
        .system()
        .inTenant(
            tenant,
            tx ->
                tx.first(
                    "select count(*) as n from app.workflow where ended_at is null",
                    row -> row.number("n")))
        .orElseThrow();
  }

  private static String state() {
    return place
        .database
        .system()
        .inTenant(tenant, tx -> tx.first("select state from app.tenant", row -> row.text("state")))
        .orElseThrow();
  }
}
