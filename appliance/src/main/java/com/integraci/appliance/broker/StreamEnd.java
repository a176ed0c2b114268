package com.integraci.appliance.broker;

import java.time.Duration;
import java.util.Objects;

/**
 * Where a tenant's stream ends.
 *
 * @param lastId the id of the last event in it, as it was published; "" when there is none, or none
 *     any more
 * @param lastSequence the broker's own number of the last event that it took; 0 if there was none
 * @param keep how long the stream keeps an event
 */
public record StreamEnd(String lastId, long lastSequence, Duration keep) {

  public StreamEnd {
    Objects.requireNonNull(lastId);
    Objects.requireNonNull(keep);
    if (lastSequence < 0) {
      throw new IllegalArgumentException("a stream's number below zero");
    }
  }

  /** The end, once so many events more were stored, the last of which has this id. */
  public StreamEnd after(int events, String id) {
    return new StreamEnd(id, lastSequence + events, keep);
  }
}
