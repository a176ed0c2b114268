package com.integraci.appliance.decisions;

import com.integraci.bundles.policy.DecisionKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How many decisions of a time were a yes and a no. Of very many the newest are counted.
 *
 * @param from the first moment of the first step
 * @param step how long each step is
 * @param cut when the first decision was made that is too old to be counted; only those after it
 *     are
 * @param counts one for each step, the oldest first
 * @param hits one for each rule that was asked for, in that order
 */
public record DecisionSummary(
    Instant from, Step step, Optional<Instant> cut, List<Count> counts, List<Hits> hits) {

  /** No more decisions are counted. */
  public static final int DECISIONS_MAX = 100_000;

  public DecisionSummary {
    counts = List.copyOf(counts);
    hits = List.copyOf(hits);
  }

  /** How a time is cut into steps, by UTC; the last has begun and not ended. */
  public enum Step {
    /** The last 30 days. */
    DAY(Duration.ofDays(1), 30),
    /** The last 24 hours. */
    HOUR(Duration.ofHours(1), 24);

    private final Duration length;
    private final int number;

    Step(Duration length, int number) {
      this.length = length;
      this.number = number;
    }

    /** How long one is. */
    public Duration length() {
      return length;
    }

    /** How many there are. */
    public int number() {
      return number;
    }

    /** When the first one begins. */
    Instant first(Instant now) {
      long seconds = length.toSeconds();
      long last = Math.floorDiv(now.getEpochSecond(), seconds);
      return Instant.ofEpochSecond((last - number + 1) * seconds);
    }
  }

  /**
   * What is counted.
   *
   * @param kind the kind of decision
   * @param bundle by this bundle alone, its digest in hexadecimal; "" for all
   * @param step in which steps
   * @param rules the bundle's rules whose denials are counted
   */
  public record Asked(DecisionKind kind, String bundle, Step step, List<String> rules) {

    public Asked {
      rules = List.copyOf(rules);
    }
  }

  /**
   * A step.
   *
   * @param at its first moment
   * @param allowed how many were a yes
   * @param denied how many were a no
   */
  public record Count(Instant at, long allowed, long denied) {}

  /**
   * A rule.
   *
   * @param rule its id
   * @param denied how many decisions it made a no, alone or with others
   */
  public record Hits(String rule, long denied) {}

  /** How many were a yes in all. */
  public long allowed() {
    return counts.stream().mapToLong(Count::allowed).sum();
  }

  /** How many were a no in all. */
  public long denied() {
    return counts.stream().mapToLong(Count::denied).sum();
  }
}
