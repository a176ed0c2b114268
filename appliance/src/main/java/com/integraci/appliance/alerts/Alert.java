package com.integraci.appliance.alerts;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * One alert.
 *
 * @param id its id
 * @param trouble what it is about, at its worst
 * @param state where it stands
 * @param since when it was seen first
 * @param raisedAt when it was raised; not while it was seen once only
 * @param acknowledged by whom and when, if by anybody
 * @param clearedAt when it was over, if it is
 */
public record Alert(
    UUID id,
    Trouble trouble,
    State state,
    Instant since,
    Optional<Instant> raisedAt,
    Optional<Acknowledged> acknowledged,
    Optional<Instant> clearedAt) {

  /** Where an alert stands. */
  public enum State {
    /** Found at one look; nobody is told yet. */
    SEEN,
    RAISED,
    /** An operator knows of it. */
    ACKNOWLEDGED,
    CLEARED
  }

  /** An operator's word that it is known. */
  public record Acknowledged(UUID by, Instant at) {}

  public Alert {
    Objects.requireNonNull(id);
    Objects.requireNonNull(trouble);
    Objects.requireNonNull(state);
    Objects.requireNonNull(since);
  }
}
