package com.integraci.bundles.pack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.integraci.bundles.audit.AuditKey;
import com.integraci.bundles.audit.AuditVerifier;
import com.integraci.bundles.canonical.CanonicalJson;
import com.integraci.bundles.canonical.JsonValue.Members;
import com.integraci.bundles.policy.BundleRefused;
import com.integraci.bundles.policy.DecisionFile;
import com.integraci.bundles.policy.DecisionRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads decisions beside the entries that stand for them, in one pass: each entry takes as many
 * decisions as it names, and all have to be used up at the end. What it found counts when the chain
 * turns out to be whole.
 */
final class ChainedDecisions implements AuditVerifier.Listener {

  private static final byte[] LINE_FEED = "\n".getBytes(US_ASCII);

  private final DecisionFile decisions;
  private final PackCoverage coverage;
  private final List<AuditKey> keys = new ArrayList<>();

  /** Hashes of those that have an entry of their own; several entries may name one. */
  private final Map<UUID, String> single = new HashMap<>();

  private final PackTally tally;
  private String fault = "";

  ChainedDecisions(PackManifest.Of of, DecisionFile decisions) {
    this.decisions = decisions;
    this.coverage = new PackCoverage(of);
    this.tally = new PackTally(of);
  }

  @Override
  public void key(AuditKey key) {
    keys.add(key);
  }

  @Override
  public void entry(long sequence, byte[] body) throws IOException {
    try {
      var entry = CanonicalJson.readObject(body);
      coverage.add(sequence, entry);
      if (fault.isEmpty()) {
        take(entry);
      }
    } catch (PackFault | BundleRefused | IllegalArgumentException e) {
      fault = fault.isEmpty() ? "At entry " + sequence + ": " + e.getMessage() : fault;
    }
  }

  private void take(Members entry) throws IOException {
    var named = NamedDecisions.of(entry);
    if (named.isPresent()) {
      switch (named.get()) {
        case NamedDecisions.Batch batch -> take(batch);
        case NamedDecisions.One one -> take(one);
      }
    }
  }

  private void take(NamedDecisions.Batch batch) throws IOException {
    var digest = Digests.sha256();
    long allowed = 0;
    long count = Math.addExact(batch.allowed(), batch.denied());
    for (long place = 0; place < count; place++) {
      var made = next();
      var stands = made.asked().batch().map(DecisionRecord.Batch::id);
      if (!stands.equals(Optional.of(batch.id())) || place(made) != place) {
        throw new PackFault(
            "decision %d of its batch is missing, or %s is not in its place."
                .formatted(place, made.id()));
      }
      allowed += made.allowed() ? 1 : 0;
      digest.update(made.chained());
      digest.update(LINE_FEED);
      count(made);
    }
    if (allowed != batch.allowed() || !Digests.hex(digest).equals(batch.digest())) {
      throw new PackFault("the decisions of batch " + batch.id() + " are not those of the chain.");
    }
  }

  private static int place(DecisionRecord made) {
    return made.asked().batch().map(DecisionRecord.Batch::place).orElse(-1);
  }

  private void take(NamedDecisions.One one) throws IOException {
    var known = single.putIfAbsent(one.id(), one.hash());
    if (known == null) {
      var made = next();
      boolean same = made.id().equals(one.id()) && Digests.of(made.chained()).equals(one.hash());
      if (!same) {
        throw new PackFault("decision " + one.id() + " is not that of the chain, or is missing.");
      }
      count(made);
    } else if (!known.equals(one.hash())) {
      throw new PackFault("decision " + one.id() + " has another hash in an earlier entry.");
    }
  }

  private DecisionRecord next() throws IOException {
    return decisions
        .next()
        .orElseThrow(() -> new PackFault("its decisions are missing: the file has no more."));
  }

  private void count(DecisionRecord made) {
    tally.add(made);
    if (made.bundle().filter(bundle -> !bundle.equals(known(bundle))).isPresent()) {
      throw new PackFault("decision " + made.id() + " names its bundle otherwise than others.");
    }
  }

  private DecisionRecord.BundleRef known(DecisionRecord.BundleRef bundle) {
    return tally.bundles().get(bundle.digest());
  }

  /**
   * What was counted.
   *
   * @throws PackFault when a decision is missing, changed or one too many, or the entries do not
   *     cover the period
   */
  PackManifest.Decisions counted() throws IOException {
    if (!fault.isEmpty()) {
      throw new PackFault(fault);
    }
    try {
      if (decisions.next().isPresent()) {
        throw new PackFault("There is a decision that the chain does not have, at the end.");
      }
    } catch (BundleRefused e) {
      throw new PackFault("There is something after the decisions of the chain.", e);
    }
    return tally.counted();
  }

  /** Whether the entries cover the period. */
  PackCoverage coverage() {
    return coverage;
  }

  /** The keys that the site signed with later. */
  List<AuditKey> keys() {
    return List.copyOf(keys);
  }

  /** What they come to. */
  PackTally tally() {
    return tally;
  }
}
