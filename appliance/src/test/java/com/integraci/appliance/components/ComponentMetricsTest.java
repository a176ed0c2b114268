package com.integraci.appliance.components;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.failure.Unavailable;
import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Role;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ComponentMetricsTest {

  private static final String UP =
      """
      # HELP integraci_component_up Whether the component gave its metrics; 0 is away.
      # TYPE integraci_component_up gauge
      integraci_component_up{component="%s"} %s
      """;

  private final CountDownLatch never = new CountDownLatch(1);
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final ComponentMetrics metrics =
      new ComponentMetrics(
          Policy.load(),
          Map.of(
              "well", () -> "one 1\n",
              "away",
                  () -> {
                    throw new Unavailable("away", "It is away.", null);
                  },
              "old",
                  () -> {
                    throw new Unreadable("old", "Add the line.");
                  },
              "broken",
                  () -> {
                    throw new IllegalStateException("a bug");
                  },
              "slow", this::hang),
          Duration.ofMillis(200));

  @AfterEach
  void close() {
    metrics.close();
  }

  private String hang() {
    try {
      never.await();
      return "never";
    } catch (InterruptedException e) {
      interrupted.countDown();
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  @Test
  void whatAComponentSaysFollowsThatItIsUp() {
    assertEquals(UP.formatted("well", "1.0") + "one 1\n", read("well"));
  }

  @Test
  void oneThatIsAwayOrTooSlowIsAnAnswer() throws InterruptedException {
    assertEquals(UP.formatted("away", "0.0"), read("away"));
    assertEquals(UP.formatted("slow", "0.0"), read("slow"));
    assertTrue(interrupted.await(10, java.util.concurrent.TimeUnit.SECONDS), "it goes on");
  }

  @Test
  void oneThatMayNotBeReadSaysWhatToDo() {
    var refused = assertThrows(Unavailable.class, () -> read("old"));
    assertEquals("Add the line.", refused.getMessage());
  }

  @Test
  void whatIsThereNotIsNotFoundAndABugIsNoOutage() {
    assertThrows(NotFound.class, () -> read("none"));
    assertThrows(IllegalStateException.class, () -> read("broken"));
  }

  @Test
  void onlyOperatorsMay() {
    for (Role role : Role.values()) {
      if (role != Role.OPERATOR && role != Role.SYSTEM) {
        assertThrows(Denied.class, () -> metrics.read(caller(role), "well"), role.name());
      }
    }
  }

  private String read(String component) {
    return metrics.read(caller(Role.OPERATOR), component);
  }

  private static Caller caller(Role role) {
    var actor = new Actor(Actor.Kind.SERVICE, UuidV7.next());
    return new Caller(TenantId.APPLIANCE, actor, role, UuidV7.next());
  }
}
