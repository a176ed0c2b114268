package com.integraci.appliance.probe;

import java.time.Instant;
import java.util.Objects;

/**
 * What the last run of the probe found.
 *
 * @param open how many attempts nothing stopped
 * @param endedAt when it ended
 */
public record ProbeStatus(long open, Instant endedAt) {

  public ProbeStatus {
    Objects.requireNonNull(endedAt);
  }
}
