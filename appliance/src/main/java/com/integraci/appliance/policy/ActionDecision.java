package com.integraci.appliance.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.integraci.bundles.canonical.CanonicalJson;
import com.integraci.bundles.canonical.JsonValue;
import com.integraci.bundles.policy.DecisionHashes;
import com.integraci.bundles.policy.DecisionRecord;
import com.integraci.bundles.policy.RuledActions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A decision on an action of the platform ({@code action-1}), as it is written down.
 *
 * @param id its id
 * @param caller who wants to act
 * @param action what
 * @param resource on what
 * @param floor the digest of the platform floor, SHA-256 in hexadecimal
 * @param judgement by the bundle that had the last word: the floor, or the team's own
 * @param at when, to the millisecond
 * @param written its facts and their hashes, once they are asked for
 */
public record ActionDecision(
    UUID id,
    Caller caller,
    Action action,
    Resource resource,
    String floor,
    Judgement judgement,
    Instant at,
    Written written) {

  /** The kind of decision, in a version of its facts. */
  public static final String KIND = "action-1";

  private static final HexFormat HEX = HexFormat.of();

  public ActionDecision {
    Objects.requireNonNull(id);
    Objects.requireNonNull(caller);
    Objects.requireNonNull(action);
    Objects.requireNonNull(resource);
    Objects.requireNonNull(floor);
    Objects.requireNonNull(judgement);
    Objects.requireNonNull(written);
    at = at.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Whether the team's own rules had the last word. */
  boolean byTeam() {
    return !judgement.bundle().digest().equals(floor);
  }

  /** The facts that it is made of, canonical JSON: ids and words, nothing personal beside. */
  public String input() {
    return written.of(this).input();
  }

  /** What stands for facts and findings in the audit chain. */
  public DecisionHashes hashes() {
    return written.of(this).hashes();
  }

  static String facts(
      Caller caller, Action action, Resource resource, Instant at, ActionFacts more) {
    var actor = pair("kind", word(caller.actor().kind()), caller.actor().id());
    if (caller.actor().kind() == Actor.Kind.MEMBER && RuledActions.asked(action.id())) {
      actor.put("second_factor", caller.secondFactor());
    }
    var facts =
        JsonValue.object()
            .put("action", action.id())
            .put("actor", actor.build())
            .put("resource", pair("type", resource.kind(), resource.id()).build())
            .put("role", caller.role().word())
            .put("time", at.truncatedTo(ChronoUnit.SECONDS).toString());
    more.named().forEach(facts::put);
    return new String(CanonicalJson.write(facts.build()), UTF_8);
  }

  private static JsonValue.Builder pair(String name, String value, UUID id) {
    return JsonValue.object().put(name, value).put("id", id.toString());
  }

  /** What acts, in a word. */
  public static String word(Actor.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** The line that stands for the decision in the audit chain. */
  public byte[] line() {
    return record().chained();
  }

  /** The decision as it stands in an export; with what it was committed is told later. */
  private DecisionRecord record() {
    var deed =
        new DecisionRecord.Deed(
            action.id(), caller.role().word(), resource.kind(), resource.id(), floor);
    var rules = judgement.bundle();
    var actor = caller.actor();
    return new DecisionRecord(
        id,
        at,
        new DecisionRecord.About(KIND, deed),
        judgement.allowed(),
        judgement.reason(),
        Optional.of(new DecisionRecord.BundleRef(rules.name(), rules.version(), rules.digest())),
        Optional.of(input()),
        hashes(),
        judgement.result(),
        judgement.latency().toNanos() / 1000,
        new DecisionRecord.Asked(word(actor.kind()), actor.id(), Optional.empty()));
  }

  /** SHA-256 of the line, in hexadecimal. */
  public String lineHash() {
    return HEX.formatHex(sha256().digest(line()));
  }

  /** What the audit entry of a batch of them holds. */
  public static String digest(List<ActionDecision> decisions) {
    return DecisionRecord.digest(decisions.stream().map(ActionDecision::line).toList());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
