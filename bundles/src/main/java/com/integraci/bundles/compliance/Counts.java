package com.integraci.bundles.compliance;

import java.util.EnumMap;
import java.util.Map;

/**
 * How many came out how.
 *
 * @param by outcome; one that none had is 0
 */
public record Counts(Map<Outcome, Integer> by) {

  public Counts {
    var all = new EnumMap<Outcome, Integer>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      all.put(outcome, by.getOrDefault(outcome, 0));
    }
    by = Map.copyOf(all);
  }

  /** Counts them. */
  static Counts of(Iterable<Outcome> outcomes) {
    var counted = new EnumMap<Outcome, Integer>(Outcome.class);
    outcomes.forEach(outcome -> counted.merge(outcome, 1, Integer::sum));
    return new Counts(counted);
  }

  /** Of one outcome. */
  public int of(Outcome outcome) {
    return by.get(outcome);
  }

  /** What they come to: the worst of them, and no evidence where there is nothing. */
  public Outcome worst() {
    for (Outcome outcome : Outcome.values()) {
      if (of(outcome) > 0) {
        return outcome;
      }
    }
    return Outcome.NO_EVIDENCE;
  }
}
