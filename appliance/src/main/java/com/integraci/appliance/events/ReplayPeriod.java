package com.integraci.appliance.events;

import com.integraci.appliance.failure.Invalid;
import java.time.Instant;
import java.util.UUID;

/**
 * Sends again what an endpoint did not get in a while.
 *
 * @param webhook the endpoint
 * @param from not before
 * @param to before
 * @param delivered whether also what it took
 */
public record ReplayPeriod(UUID webhook, Instant from, Instant to, boolean delivered) {

  /** Takes a period, or refuses one that ends before it begins. */
  public ReplayPeriod {
    if (!from.isBefore(to)) {
      throw new Invalid("to", "The period ends after it begins.");
    }
  }
}
