package com.integraci.tests.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.workflow.Probe;
import com.integraci.tests.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A process that is killed at any step of a provisioning, forwards or back, leaves something from
 * which another reaches the same end. The steps come from the definition: a new one is killed too.
 */
@Tag("crash")
final class ProvisioningCrashTest {

  private static final Duration END_MAX = Duration.ofMinutes(5);
  private static final AtomicInteger COUNT = new AtomicInteger();

  private static TeamPlace place;
  private static EndState made;
  private static EndState unmade;

  /** One place at which a process dies. */
  record Death(String step, Probe.Point point, boolean undoing) {}

  @BeforeAll
  static void undisturbed() {
    place = TeamPlace.fresh();
    made = end(new Team(false), true);
    unmade = end(new Team(true), false);
  }

  @AfterAll
  static void close() {
    place.close();
  }

  /** A team that has signed up; doomed when nothing waits of its owner any more. */
  private record Team(TenantId tenant, String slug) {
    Team(boolean doomed) {
      this("crash" + COUNT.incrementAndGet(), doomed);
    }

    private Team(String slug, boolean doomed) {
      this(place.signedUp(slug), slug);
      if (doomed) {
        place.openbao.signups().destroy(tenant);
      }
    }
  }

  /** Every step forwards, and back those that come before the one that can't succeed. */
  static List<Death> deaths() {
    var deaths = new ArrayList<Death>();
    try (var definitions = TeamPlace.fresh()) {
      for (String step : definitions.provision().stepNames()) {
        for (Probe.Point point : Probe.Point.values()) {
          deaths.add(new Death(step, point, false));
        }
      }
      for (String step : definitions.provision().stepNames()) {
        for (Probe.Point point : Probe.Point.values()) {
          deaths.add(new Death(step, point, true));
        }
        if (step.equals("owner")) {
          return deaths;
        }
      }
    }
    return deaths;
  }

  @Test
  void undisturbed_it_makes_everything_or_leaves_nothing() {
    assertTrue(made.lines().contains("tenant active"), made.toString());
    assertTrue(made.lines().contains("realm true"), made.toString());
    assertTrue(made.lines().contains("owner true"), made.toString());
    assertTrue(made.lines().contains("namespace READY"), made.toString());
    assertTrue(unmade.lines().contains("tenant failed"), unmade.toString());
    assertTrue(unmade.lines().contains("realm false"), unmade.toString());
    assertTrue(unmade.lines().contains("namespace ABSENT"), unmade.toString());
    assertTrue(made.lines().contains("waiting false"), made.toString());
  }

  @ParameterizedTest
  @MethodSource("deaths")
  void killed_it_ends_as_if_it_had_not_been(Death death) {
    var team = new Team(death.undoing());
    KilledEngine.run(place, death.step(), death.point(), death.undoing());
    assertEquals(death.undoing() ? unmade : made, end(team, !death.undoing()), death.toString());
  }

  /** An engine of ours goes on, and takes over when the lease of the dead one ends. */
  private static EndState end(Team team, boolean succeeds) {
    try (var _ = place.engine(Probe.NONE)) {
      Await.until(
          team + " ends",
          END_MAX,
          () -> state(team).equals(succeeds ? "active" : "failed") && ended(team));
    }
    return EndState.of(place, team.tenant(), team.slug());
  }

  private static String state(Team team) {
    return text(team, "select state as value from app.tenant");
  }

  private static boolean ended(Team team) {
    return text(team, "select (ended_at is not null)::text as value from app.workflow")
        .equals("true");
  }

  private static String text(Team team, String sql) {
    return place
        .database
        .inTenant(team.tenant(), tx -> tx.first(sql, row -> row.text("value")))
        .orElse("");
  }
}
