package com.integraci.keycloak.directory;

import java.time.Duration;

/**
 * When something must have ended.
 *
 * @param nanos by {@link System#nanoTime}
 */
record Deadline(long nanos) {

  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** What is left until then, a millisecond at least: nothing would mean no limit to the SDK. */
  Duration left() {
    long left = Math.max(nanos - System.nanoTime(), 1_000_000);
    return Duration.ofNanos(left);
  }
}
