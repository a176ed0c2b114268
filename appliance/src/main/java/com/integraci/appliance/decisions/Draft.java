package com.integraci.appliance.decisions;

import com.integraci.appliance.policy.Permit;
import com.integraci.bundles.policy.DecisionHashes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A decision that is not written down yet.
 *
 * @param permit of whoever asked for it
 * @param about what it is about
 * @param bundle the rules
 * @param input the facts, canonical JSON
 * @param hashes what stands for facts and findings in the audit chain
 * @param outcome how it came out
 * @param latency how long the rules took
 * @param at when, to the millisecond
 */
record Draft(
    Permit permit,
    Decision.About about,
    Optional<Decision.BundleRef> bundle,
    String input,
    DecisionHashes hashes,
    Outcome outcome,
    Duration latency,
    Instant at) {

  private static final HexFormat HEX = HexFormat.of();

  UUID id() {
    return permit.resource().id();
  }

  /** The decision, as it is once it is written down; with what it was committed is told later. */
  Decision decision() {
    return decision(Optional.empty());
  }

  private Decision decision(UUID batch, int place) {
    return decision(Optional.of(new Decision.Batch(batch, place)));
  }

  private Decision decision(Optional<Decision.Batch> batch) {
    return new Decision(
        id(),
        about,
        outcome.allowed(),
        outcome.reason().word(),
        bundle,
        Optional.of(input),
        hashes,
        outcome.result(),
        latency,
        permit.actor(),
        batch,
        at);
  }

  /** How many characters it has, of facts and findings. */
  long length() {
    return (long) input.length() + outcome.result().length();
  }

  /**
   * SHA-256 over what stands for each in the chain, followed by a line feed: what the audit entry
   * of the batch holds.
   */
  static String digest(UUID batch, List<Draft> drafts) {
    var hash = sha256();
    for (int place = 0; place < drafts.size(); place++) {
      hash.update(drafts.get(place).decision(batch, place).record().chained());
      hash.update((byte) '\n');
    }
    return HEX.formatHex(hash.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
