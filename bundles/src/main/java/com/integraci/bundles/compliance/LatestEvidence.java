package com.integraci.bundles.compliance;

import com.integraci.bundles.policy.DecisionRecord;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Takes decisions one after the other, in any order, and keeps the latest of each service on its
 * way to each environment, and of each action on which a team's own rules decided: of the first
 * {@value #PAIRS_MAX}, by their names.
 */
public final class LatestEvidence {

  /** Services with their environments, and actions, that are looked at. */
  public static final int PAIRS_MAX = 500;

  private static final String BETWEEN = " ";

  // A pair that had to go is behind all that stayed, and so it never belongs here again.
  private final TreeMap<String, DecisionRecord> latest = new TreeMap<>();
  private boolean more;

  /** Takes a decision; one that the platform floor made is evidence for nothing. */
  public void add(DecisionRecord made) {
    if (byFloor(made)) {
      return;
    }
    var pair = pair(made.about().what(), made.about().environment());
    latest.merge(pair, made, LatestEvidence::later);
    if (latest.size() > PAIRS_MAX) {
      latest.pollLastEntry();
      more = true;
    }
  }

  private static boolean byFloor(DecisionRecord made) {
    return made.about()
        .deed()
        .filter(deed -> made.bundle().filter(by -> !by.digest().equals(deed.floor())).isEmpty())
        .isPresent();
  }

  private static String pair(String what, String environment) {
    return what + BETWEEN + environment;
  }

  /** Of what was found in two lists, each of which has the first by their names, the first. */
  public static List<Evidence> first(List<Evidence> some, List<Evidence> others) {
    return Stream.concat(some.stream(), others.stream())
        .sorted(Comparator.comparing(one -> pair(one.service(), one.environment())))
        .limit(PAIRS_MAX)
        .toList();
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
