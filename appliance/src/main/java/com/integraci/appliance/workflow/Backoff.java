package com.integraci.appliance.workflow;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: it doubles from {@code first} up to {@code max}, and a
 * random half of it is taken off, so that many that failed together do not come back together.
 *
 * @param first the wait after the first attempt
 * @param max the longest wait
 */
record Backoff(Duration first, Duration max) {

  static final Backoff DEFAULT = new Backoff(Duration.ofMillis(500), Duration.ofMinutes(1));

  private static final int DOUBLINGS_MAX = 30;

  Duration after(int attempt, RandomGenerator random) {
    long full = first.toMillis() << Math.min(attempt - 1, DOUBLINGS_MAX);
    long bounded = Math.min(full, max.toMillis());
    return Duration.ofMillis(bounded / 2 + random.nextLong(bounded / 2 + 1));
  }
}
