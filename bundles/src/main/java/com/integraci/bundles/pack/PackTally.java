package com.integraci.bundles.pack;

import com.integraci.bundles.compliance.FrameworkStatus;
import com.integraci.bundles.compliance.Frameworks;
import com.integraci.bundles.compliance.LatestEvidence;
import com.integraci.bundles.policy.DecisionRecord;
import com.integraci.bundles.policy.DecisionRecord.BundleRef;
import com.integraci.bundles.policy.Rule;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the decisions of a pack come to: counted by whoever writes it, and whoever verifies it. */
public final class PackTally {

  private final PackManifest.Of of;
  private final SortedMap<String, BundleRef> bundles = new TreeMap<>();
  private final Set<String> floors = new HashSet<>();
  private final LatestEvidence latest = new LatestEvidence();
  private long all;
  private long inside;
  private long erased;

  /** Of a period. */
  public PackTally(PackManifest.Of of) {
    this.of = of;
  }

  /** Takes a decision that is in the pack. */
  public void add(DecisionRecord made) {
    all++;
    made.bundle().ifPresent(bundle -> bundles.putIfAbsent(bundle.digest(), bundle));
    made.about().deed().ifPresent(deed -> floors.add(deed.floor()));
    if (of.holds(made.at())) {
      inside++;
      erased += made.input().isEmpty() ? 1 : 0;
      latest.add(made);
    }
  }

  /** How many there were. */
  public PackManifest.Decisions counted() {
    return new PackManifest.Decisions(all, inside, erased);
  }

  /** The bundles that decided, as the first of their decisions names them, by digest. */
  public SortedMap<String, BundleRef> bundles() {
    return Collections.unmodifiableSortedMap(bundles);
  }

  /** The platform floors that had their say, by digest: another table of roles, another one. */
  public Set<String> floors() {
    return Collections.unmodifiableSet(floors);
  }

  /**
   * What the latest decisions of the period are evidence for.
   *
   * @param rules of each bundle, by digest
   */
  public List<FrameworkStatus> frameworks(Map<String, List<Rule>> rules) {
    return Frameworks.of(
            of.from(),
            latest.found(),
            latest.more(),
            digest -> rules.getOrDefault(digest, List.of()))
        .all();
  }
}
