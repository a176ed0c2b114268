package com.integraci.appliance.workflow;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class BackoffTest {

  private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));
  private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");

  @Test
  void doubles_and_takes_off_up_to_half() {
    assertBetween(50, 100, backoff.after(1, random));
    assertBetween(100, 200, backoff.after(2, random));
    assertBetween(400, 800, backoff.after(4, random));
  }

  @Test
  void never_exceeds_its_bound_however_often_it_failed() {
    assertBetween(1000, 2000, backoff.after(20, random));
    assertBetween(1000, 2000, backoff.after(1_000_000, random));
  }

  private static void assertBetween(long min, long max, Duration wait) {
    assertTrue(wait.toMillis() >= min && wait.toMillis() <= max, wait.toString());
  }
}
