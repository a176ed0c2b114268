package com.integraci.appliance.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WindowsTest {

  private Instant now = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void ten_refusals_a_minute_are_entries_and_the_rest_is_counted() {
    var counts = new RefusalCounts(() -> now);
    Caller caller = caller();
    Caller other = caller();
    for (int i = 0; i < 10; i++) {
      assertTrue(counts.admit(caller));
    }
    for (int i = 0; i < 25; i++) {
      assertFalse(counts.admit(caller));
    }
    assertTrue(counts.admit(other), "another caller has ten of its own");
    assertTrue(counts.over().isEmpty(), "the minute isn't over");
    now = now.plus(Duration.ofMinutes(1));
    var over = counts.over();
    assertEquals(1, over.size());
    assertEquals(25, over.getFirst().count());
    assertEquals(caller, over.getFirst().caller());
    assertTrue(counts.admit(caller), "a new minute");
    assertTrue(counts.over().isEmpty());
  }

  @Test
  void what_was_counted_is_taken_at_the_end_whenever_it_comes() {
    var counts = new RefusalCounts(() -> now);
    Caller caller = caller();
    for (int i = 0; i < 12; i++) {
      counts.admit(caller);
    }
    counts.end();
    assertEquals(2, counts.over().getFirst().count());
  }

  @Test
  void looking_again_within_ten_minutes_is_the_same_opening() {
    var openings = new Openings(() -> now);
    Caller caller = caller();
    assertTrue(openings.isNew(caller));
    assertTrue(openings.isNew(caller), "nothing was recorded yet");
    openings.recorded(caller);
    assertFalse(openings.isNew(caller));
    assertTrue(openings.isNew(caller()));
    now = now.plus(Duration.ofMinutes(10));
    assertTrue(openings.isNew(caller));
  }

  private static Caller caller() {
    return new Caller(
        TenantId.fresh(),
        new Actor(Actor.Kind.MEMBER, UUID.randomUUID()),
        Role.AUDITOR,
        UUID.randomUUID());
  }
}
