package com.integraci.bundles.pack;

import com.integraci.bundles.canonical.CanonicalJson;
import com.integraci.bundles.canonical.JsonValue.Members;
import java.util.Optional;
import java.util.UUID;

/** The decisions that an entry of the audit chain stands for. */
public sealed interface NamedDecisions {

  /**
   * Those that were committed together: {@code decision.record}.
   *
   * @param id the batch's
   * @param allowed how many are a yes
   * @param denied how many are a no
   * @param digest SHA-256 over what stands for each in the chain, each with a line feed
   */
  record Batch(UUID id, long allowed, long denied, String digest) implements NamedDecisions {}

  /**
   * The one by which was done what the entry is about; several entries may name it.
   *
   * @param id the decision's
   * @param hash SHA-256 of what stands for it in the chain
   */
  record One(UUID id, String hash) implements NamedDecisions {}

  /**
   * Those of an entry.
   *
   * @param entry its bytes
   * @throws IllegalArgumentException when it says that it has some, and not which
   */
  static Optional<NamedDecisions> of(byte[] entry) {
    return of(CanonicalJson.readObject(entry));
  }

  /** The same of one that is read. */
  static Optional<NamedDecisions> of(Members entry) {
    if (!(entry.values().get("facts") instanceof Members facts)) {
      return Optional.empty();
    }
    if (entry.text("action").equals("decision.record")
        && entry.member("resource") instanceof Members batch
        && batch.text("kind").equals("decision-batch")) {
      return Optional.of(
          new Batch(
              UUID.fromString(batch.text("id")),
              facts.whole("allowed"),
              facts.whole("denied"),
              facts.text("digest")));
    }
    return facts.values().containsKey("decision_id")
        ? Optional.of(
            new One(UUID.fromString(facts.text("decision_id")), facts.text("decision_hash")))
        : Optional.empty();
  }
}
