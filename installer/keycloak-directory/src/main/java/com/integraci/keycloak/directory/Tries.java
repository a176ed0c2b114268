package com.integraci.keycloak.directory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * How often somebody may be wrong: of each key so many tries in a quarter of an hour, counted from
 * the first. A try is taken before the directory is asked, so that many at once are no more than
 * one after another. What is known of tries is gone with the process.
 */
final class Tries {

  static final Duration WINDOW = Duration.ofMinutes(15);

  /** At this many keys no other is let in until some lapse: a guesser makes nobody forgotten. */
  static final int KEYS_MAX = 20_000;

  private final InstantSource clock;
  private final Map<String, Count> counts = new HashMap<>();

  private record Count(int taken, Instant end) {}

  Tries(InstantSource clock) {
    this.clock = clock;
  }

  /** Takes a try of a key, unless it has none left. */
  synchronized boolean take(String key, int most) {
    var now = clock.instant();
    var count = counts.get(key);
    if (count == null || !now.isBefore(count.end())) {
      count = new Count(0, now.plus(WINDOW));
    }
    if (counts.size() >= KEYS_MAX && !counts.containsKey(key)) {
      counts.values().removeIf(each -> !now.isBefore(each.end()));
    }
    boolean full = counts.size() >= KEYS_MAX && !counts.containsKey(key);
    if (count.taken() >= most || full) {
      return false;
    }
    counts.put(key, new Count(count.taken() + 1, count.end()));
    return true;
  }

  /** Gives back a try that was none. */
  synchronized void giveBack(String key) {
    counts.computeIfPresent(
        key, (_, count) -> count.taken() <= 1 ? null : new Count(count.taken() - 1, count.end()));
  }

  /** Whoever was right begins anew. */
  synchronized void forget(String key) {
    counts.remove(key);
  }
}
