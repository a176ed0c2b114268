package com.integraci.appliance.decisions;

import com.integraci.appliance.policy.Permit;
import com.integraci.bundles.policy.DecisionHashes;
import com.integraci.bundles.policy.DecisionRecord;
import java.time.Duration;
import java.time.Instant;
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
    DecisionRecord.About about,
    Optional<Decision.BundleRef> bundle,
    String input,
    DecisionHashes hashes,
    Outcome outcome,
    Duration latency,
    Instant at) {

  UUID id() {
    return permit.resource().id();
  }

  /** The decision, as it is once it is written down; with what it was committed is told later. */
  Decision decision() {
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
        Optional.empty(),
        at);
  }

  /** How many characters it has, of facts and findings. */
  long length() {
    return (long) input.length() + outcome.result().length();
  }

  /** What stands for it in the audit chain. */
  byte[] chained() {
    return decision().record().chained();
  }
}
