package com.integraci.appliance.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.integraci.bundles.canonical.CanonicalJson;
import com.integraci.bundles.canonical.JsonValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
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
 */
public record ActionDecision(
    UUID id,
    Caller caller,
    Action action,
    Resource resource,
    String floor,
    Judgement judgement,
    Instant at) {

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
    at = at.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Whether the team's own rules had the last word. */
  boolean byTeam() {
    return !judgement.bundle().digest().equals(floor);
  }

  /** The facts that it is made of, canonical JSON: ids and words, nothing personal beside. */
  public String input() {
    return facts(caller, action, resource, at);
  }

  /** SHA-256 of the facts, in hexadecimal. */
  public String inputHash() {
    return sha256(input().getBytes(UTF_8));
  }

  static String facts(Caller caller, Action action, Resource resource, Instant at) {
    var actor = caller.actor();
    var facts =
        JsonValue.object()
            .put("action", action.id())
            .put("actor", pair("kind", word(actor.kind()), actor.id()))
            .put("resource", pair("type", resource.kind(), resource.id()))
            .put("role", caller.role().word())
            .put("time", at.truncatedTo(ChronoUnit.SECONDS).toString())
            .build();
    return new String(CanonicalJson.write(facts), UTF_8);
  }

  private static JsonValue pair(String name, String value, UUID id) {
    return JsonValue.object().put(name, value).put("id", id.toString()).build();
  }

  /** What acts, in a word. */
  public static String word(Actor.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /**
   * The line that stands for the decision in the audit chain: canonical JSON of everything but
   * facts and findings, for which their hashes stand, so that it stays when facts are erased.
   */
  public byte[] line() {
    var line =
        JsonValue.object()
            .put("action", action.id())
            .put("actor", caller.actor().id().toString())
            .put("actor_kind", word(caller.actor().kind()))
            .put("allowed", judgement.allowed())
            .put("at", at.toString())
            .put("bundle", judgement.bundle().digest())
            .put("floor", floor)
            .put("id", id.toString())
            .put("input", inputHash())
            .put("kind", KIND)
            .put("reason", judgement.reason())
            .put("resource", resource.id().toString())
            .put("resource_kind", resource.kind())
            .put("result", sha256(judgement.result().getBytes(UTF_8)))
            .put("role", caller.role().word());
    return CanonicalJson.write(line.build());
  }

  /** SHA-256 of the line, in hexadecimal. */
  public String lineHash() {
    return sha256(line());
  }

  /** SHA-256 over the lines, each followed by a line feed, in hexadecimal. */
  public static String digest(List<ActionDecision> decisions) {
    var hash = sha256();
    for (ActionDecision decision : decisions) {
      hash.update(decision.line());
      hash.update((byte) '\n');
    }
    return HEX.formatHex(hash.digest());
  }

  private static String sha256(byte[] bytes) {
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
