package com.integraci.appliance.decisions;

import com.integraci.appliance.policy.Actor;
import com.integraci.bundles.policy.DecisionHashes;
import com.integraci.bundles.policy.DecisionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A decision, as it is written down.
 *
 * @param id its id
 * @param subject what was decided on, without the facts
 * @param allowed whether it is a yes
 * @param reason what made it, in a word
 * @param bundle the rules; none decided when no bundle was active
 * @param input the facts, canonical JSON; nothing when they were erased
 * @param hashes what stands for facts and findings in the audit chain
 * @param result what the rules found, canonical JSON; without details when the facts were erased
 * @param latency how long they took
 * @param actor who asked
 * @param batch with what it was committed, for those that are read from the log; an action that was
 *     allowed is committed with what was done
 * @param at when
 */
public record Decision(
    UUID id,
    DecisionRecord.About subject,
    boolean allowed,
    String reason,
    Optional<BundleRef> bundle,
    Optional<String> input,
    DecisionHashes hashes,
    String result,
    Duration latency,
    Actor actor,
    Optional<Batch> batch,
    Instant at) {

  /** The decision as it stands in an export. */
  public DecisionRecord record() {
    return new DecisionRecord(
        id,
        at,
        subject,
        allowed,
        reason,
        bundle.map(
            rules -> new DecisionRecord.BundleRef(rules.name(), rules.version(), rules.digest())),
        input,
        hashes,
        result,
        latency.toNanos() / 1000,
        new DecisionRecord.Asked(
            actor.kind().name().toLowerCase(Locale.ROOT),
            actor.id(),
            batch.map(one -> new DecisionRecord.Batch(one.id(), one.place()))));
  }

  /**
   * A bundle, by what it is known for.
   *
   * @param name its name
   * @param version its version
   * @param digest SHA-256 of it, in hexadecimal
   */
  public record BundleRef(String name, String version, String digest) {}

  /**
   * Which decisions were committed together.
   *
   * @param id the batch's, as the audit entry names it
   * @param place the decision's place in it, from 0
   */
  public record Batch(UUID id, int place) {}
}
