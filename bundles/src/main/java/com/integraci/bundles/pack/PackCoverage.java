package com.integraci.bundles.pack;

import com.integraci.bundles.canonical.JsonValue.Members;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Whether entries cover a period: they begin well before it, or where the chain does, and end well
 * after it, or with the entry by which the pack was made. A decision waits less than that for its
 * entry (that to publish a bundle until it is tested), and entries that are committed beside each
 * other stand less apart.
 */
public final class PackCoverage {

  /** What entries go beyond the period at each end. */
  public static final Duration MARGIN = Duration.ofMinutes(10);

  /** The action by which a pack is made. */
  public static final String ACTION = "compliance.export";

  /** The kind of what the entry is about. */
  public static final String KIND = "evidence-pack";

  private final PackManifest.Of of;
  private long first;
  private Instant begins = Instant.MAX;
  private Instant ends = Instant.MIN;
  private boolean made;

  PackCoverage(PackManifest.Of of) {
    this.of = of;
  }

  void add(long sequence, Members entry) {
    var at = Instant.EPOCH.plus(entry.whole("at"), ChronoUnit.MICROS);
    if (first == 0) {
      first = sequence;
      begins = at;
    }
    ends = at;
    made |= isMaking(entry, at);
  }

  private boolean isMaking(Members entry, Instant at) {
    return entry.text("action").equals(ACTION)
        && entry.text("outcome").equals("done")
        && entry.member("resource") instanceof Members resource
        && resource.text("kind").equals(KIND)
        && resource.text("id").equals(of.id().toString())
        && entry.values().get("facts") instanceof Members facts
        && facts.values().containsKey("from")
        && facts.text("from").equals(of.from().toString())
        && facts.text("to").equals(of.to().toString())
        && !at.isBefore(of.to());
  }

  /** Throws {@link PackFault} when they do not. */
  void require() {
    if (first != 1 && !begins.isBefore(of.from().minus(MARGIN))) {
      throw new PackFault("The entries begin within the period, at entry " + first + ".");
    }
    if (!made && ends.isBefore(of.to().plus(MARGIN))) {
      throw new PackFault("The entries end before the period does, or too soon after it.");
    }
  }
}
