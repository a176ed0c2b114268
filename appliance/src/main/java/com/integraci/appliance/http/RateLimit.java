package com.integraci.appliance.http;

import com.integraci.appliance.failure.Limited;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A token bucket for each address. A bucket holds {@code burst} tokens and gets a new one every
 * {@code refill}; the oldest of 10,000 buckets is dropped for a new one, so that a flood from many
 * addresses costs a bounded memory.
 */
public final class RateLimit {

  private static final int BUCKETS_MAX = 10_000;

  private final int burst;
  private final Duration refill;
  private final InstantSource clock;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > BUCKETS_MAX;
        }
      };

  private record Bucket(double tokens, long millis) {}

  /** A limit of {@code burst} at once and one more every {@code refill}. */
  public RateLimit(int burst, Duration refill, InstantSource clock) {
    this.burst = burst;
    this.refill = refill;
    this.clock = clock;
  }

  /**
   * Takes one token.
   *
   * @throws Limited when there is none, saying when there will be
   */
  public void take(String address) {
    long now = clock.millis();
    double left;
    synchronized (buckets) {
      var bucket = buckets.getOrDefault(address, new Bucket(burst, now));
      double gained = (double) (now - bucket.millis()) / refill.toMillis();
      left = Math.min(burst, bucket.tokens() + gained) - 1;
      if (left >= 0) {
        buckets.put(address, new Bucket(left, now));
      }
    }
    if (left < 0) {
      long millis = (long) Math.ceil(-left * refill.toMillis());
      throw new Limited(Duration.ofMillis(millis));
    }
  }
}
