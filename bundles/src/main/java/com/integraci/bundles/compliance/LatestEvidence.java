package com.integraci.bundles.compliance;

import com.integraci.bundles.policy.DecisionKind;
import com.integraci.bundles.policy.DecisionRecord;
import java.util.List;
import java.util.TreeMap;

/**
 * Takes decisions one after the other, in any order, and keeps the latest of each service on its
 * way to each environment: of the first {@value #PAIRS_MAX}, by their names.
 */
public final class LatestEvidence {

  /** Services and environments that are looked at. */
  public static final int PAIRS_MAX = 500;

  private static final String BETWEEN = " ";

  // A pair that had to go is behind all that stayed, and so it never belongs here again.
  private final TreeMap<String, DecisionRecord> latest = new TreeMap<>();
  private boolean more;

  /** Takes a decision; one that is not made at a gate is evidence for nothing. */
  public void add(DecisionRecord made) {
    if (!made.about().kind().equals(DecisionKind.GATE_1.text())) {
      return;
    }
    var pair = made.about().service() + BETWEEN + made.about().environment();
    latest.merge(pair, made, LatestEvidence::later);
    if (latest.size() > PAIRS_MAX) {
      latest.pollLastEntry();
      more = true;
    }
  }

  /** Ids begin with their time; as text they are in the order of their bytes. */
  private static DecisionRecord later(DecisionRecord one, DecisionRecord other) {
    return one.id().toString().compareTo(other.id().toString()) >= 0 ? one : other;
  }

  /** What they found. */
  public List<Evidence> found() {
    return latest.values().stream().map(Evidence::of).toList();
  }

  /** Whether there were more services and environments. */
  public boolean more() {
    return more;
  }
}
