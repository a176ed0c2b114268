package com.integraci.appliance.events;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** When something that failed is tried again, and when no more. */
final class Retries {

  /** Attempts at a delivery before it is given up: some 40 hours. */
  static final int TRIES_MAX = 10;

  /** An endpoint at which nothing got through for this long is disabled. */
  static final Duration STUCK = Duration.ofDays(3);

  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final int FACTOR = 4;
  private static final Duration DELIVERY_MAX = Duration.ofHours(12);
  private static final Duration ENDPOINT_MAX = Duration.ofHours(1);

  private Retries() {}

  /** The wait after so many failures, 1 or more: four times longer each, up to a half less. */
  static Duration ofDelivery(int failures) {
    return jittered(exponential(failures, DELIVERY_MAX));
  }

  /** The same for all that is sent to one endpoint. */
  static Duration ofEndpoint(int failures) {
    return jittered(exponential(failures, ENDPOINT_MAX));
  }

  static Duration exponential(int failures, Duration max) {
    var wait = FIRST;
    for (int i = 1; i < failures && wait.compareTo(max) < 0; i++) {
      wait = wait.multipliedBy(FACTOR);
    }
    return wait.compareTo(max) > 0 ? max : wait;
  }

  private static Duration jittered(Duration wait) {
    long millis = wait.toMillis();
    return Duration.ofMillis(millis - ThreadLocalRandom.current().nextLong(millis / 2));
  }
}
