package com.integraci.appliance.probe;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * One run of the probe.
 *
 * @param attempts what was tried, at least one
 */
public record ProbeRun(UUID id, Instant startedAt, Instant endedAt, List<Attempt> attempts) {

  public ProbeRun {
    Objects.requireNonNull(id);
    Objects.requireNonNull(startedAt);
    Objects.requireNonNull(endedAt);
    attempts = List.copyOf(attempts);
    if (attempts.isEmpty()) {
      throw new IllegalArgumentException("a probe that tried nothing");
    }
  }

  /** How many attempts were made. */
  public int tried() {
    return attempts.size();
  }

  /** How many of them a wall stopped. */
  public int blocked() {
    return tried() - open().size();
  }

  /** Those that nothing stopped, or that did not end as a wall ends them. */
  public List<Attempt> open() {
    return attempts.stream().filter(attempt -> !attempt.blocked()).toList();
  }
}
