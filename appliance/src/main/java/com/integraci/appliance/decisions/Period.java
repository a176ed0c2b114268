package com.integraci.appliance.decisions;

import com.integraci.bundles.policy.DecisionKind;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Which decisions of the log are meant: those of a kind in a time.
 *
 * @param kind the kind of decision
 * @param from the first moment
 * @param to the first moment that is not meant
 */
public record Period(DecisionKind kind, Instant from, Instant to) {

  /** The longest there is. */
  public static final Duration LENGTH_MAX = Duration.ofDays(366);

  /** A decision has its id a moment before its time, by the same clock. */
  private static final Duration APART = Duration.ofMinutes(1);

  public Period {
    if (!from.isBefore(to) || Duration.between(from, to).compareTo(LENGTH_MAX) > 0) {
      throw new IllegalArgumentException("no period: " + from + " to " + to);
    }
  }

  /** No decision of it has a smaller id: ids begin with their time, so that few rows are read. */
  UUID first() {
    return LoggedDecisions.at(from.minus(APART));
  }

  /** No decision of it has this id or a greater one. */
  public UUID end() {
    return LoggedDecisions.at(to.plus(APART));
  }
}
