package com.integraci.appliance.decisions;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.integraci.appliance.policy.Permit;
import com.integraci.bundles.canonical.CanonicalJson;
import com.integraci.bundles.canonical.JsonValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A decision that is not written down yet.
 *
 * @param permit of whoever asked for it
 * @param about what it is about
 * @param bundle the rules
 * @param input the facts, canonical JSON
 * @param inputHash their SHA-256, in hexadecimal
 * @param outcome how it came out
 * @param latency how long the rules took
 * @param at when, to the millisecond
 */
record Draft(
    Permit permit,
    Decision.About about,
    Optional<Decision.BundleRef> bundle,
    String input,
    String inputHash,
    Outcome outcome,
    Duration latency,
    Instant at) {

  private static final HexFormat HEX = HexFormat.of();

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
        inputHash,
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

  /**
   * The line that stands for the decision where it is hashed: canonical JSON of everything but
   * facts and findings, for which their hashes stand, so that it stays when facts are erased.
   */
  byte[] line() {
    var line =
        JsonValue.object()
            .put("actor", permit.actor().id().toString())
            .put("actor_kind", permit.actor().kind().name().toLowerCase(Locale.ROOT))
            .put("allowed", outcome.allowed())
            .put("at", at.toString())
            .put("commit", about.commit())
            .put("environment", about.environment())
            .put("gate", about.gate())
            .put("id", id().toString())
            .put("input", inputHash)
            .put("kind", about.kind())
            .put("reason", outcome.reason().word())
            .put("result", sha256(outcome.result().getBytes(UTF_8)))
            .put("service", about.service());
    bundle.ifPresent(rules -> line.put("bundle", rules.digest()));
    return CanonicalJson.write(line.build());
  }

  /** SHA-256 over the lines, each followed by a line feed: what the audit entry holds. */
  static String digest(List<Draft> drafts) {
    var hash = sha256();
    for (Draft draft : drafts) {
      hash.update(draft.line());
      hash.update((byte) '\n');
    }
    return HEX.formatHex(hash.digest());
  }

  static String sha256(byte[] bytes) {
    return HEX.formatHex(sha256().digest(bytes));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
