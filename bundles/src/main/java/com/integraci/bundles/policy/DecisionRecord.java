package com.integraci.bundles.policy;

import com.integraci.bundles.canonical.CanonicalJson;
import com.integraci.bundles.canonical.JsonValue;
import com.integraci.bundles.canonical.JsonValue.Members;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A decision that was made, as it stands in an export: a line of canonical JSON each.
 *
 * @param id its id
 * @param at when, to the millisecond
 * @param about what was decided on, without the facts
 * @param allowed whether it is a yes
 * @param reason what made it: {@code rules}, {@code no_bundle}, {@code limit}, {@code fault}
 * @param bundle the rules; none when no bundle was active
 * @param input the facts, canonical JSON; nothing when they were erased
 * @param hashes what stands for facts and findings in the audit chain
 * @param result what the rules found, canonical JSON; without details when the facts were erased
 * @param latencyMicros how long the rules took, in microseconds
 * @param asked who asked, and how it was committed
 */
public record DecisionRecord(
    UUID id,
    Instant at,
    About about,
    boolean allowed,
    String reason,
    Optional<BundleRef> bundle,
    Optional<String> input,
    DecisionHashes hashes,
    String result,
    long latencyMicros,
    Asked asked) {

  /** A line has as many bytes at most: facts of 1 MiB, findings of 256 KiB, and the rest. */
  public static final int LINE_MAX = (1 << 20) + (1 << 18) + (1 << 14);

  /**
   * What a decision is about.
   *
   * @param kind the kind of decision, in a version of its facts
   * @param gate the gate's name; "" for an action, as the next three
   * @param service the service
   * @param environment where it would go
   * @param commit what would go there
   * @param deed what somebody wanted to do to the platform, for an action
   */
  public record About(
      String kind,
      String gate,
      String service,
      String environment,
      String commit,
      Optional<Deed> deed) {

    /** At a gate. */
    public About(String kind, String gate, String service, String environment, String commit) {
      this(kind, gate, service, environment, commit, Optional.empty());
    }

    /** On an action. */
    public About(String kind, Deed deed) {
      this(kind, "", "", "", "", Optional.of(deed));
    }

    /** The service, or the action. */
    public String what() {
      return deed.map(Deed::action).orElse(service);
    }
  }

  /**
   * What somebody wanted to do.
   *
   * @param action the action, as the table of permissions names it
   * @param role as what
   * @param resource of which kind is what it was wanted to
   * @param id of that
   * @param floor the digest of the platform floor, SHA-256 in hexadecimal
   */
  public record Deed(String action, String role, String resource, UUID id, String floor) {}

  /**
   * A bundle, by what it is known for.
   *
   * @param name its name
   * @param version its version
   * @param digest SHA-256 of it, in hexadecimal
   */
  public record BundleRef(String name, String version, String digest) {}

  /**
   * Who asked, and with what the decision was committed.
   *
   * @param kind {@code member} or {@code service}
   * @param actor whose id
   * @param batch with which others; an action that was allowed was committed with what was done
   */
  public record Asked(String kind, UUID actor, Optional<Batch> batch) {}

  /**
   * Decisions that have one entry in the audit chain.
   *
   * @param id theirs
   * @param place a decision's place among them, from 0
   */
  public record Batch(UUID id, int place) {}

  /**
   * Reads a line, without its line feed.
   *
   * @throws IllegalArgumentException when it is none, its facts or findings do not have their
   *     hashes, or its answer is not what its findings say
   */
  public static DecisionRecord read(byte[] line) {
    return DecisionLine.read(CanonicalJson.readObject(line));
  }

  /** The line, without a line feed. */
  public byte[] line() {
    return CanonicalJson.write(DecisionLine.of(this));
  }

  /**
   * The line that stands for the decision in the audit chain, in the digest of its batch or by its
   * own hash: hashes stand for facts and findings, so that it stays when facts are erased.
   */
  public byte[] chained() {
    var line =
        JsonValue.object()
            .put("actor", asked.actor().toString())
            .put("actor_kind", asked.kind())
            .put("allowed", allowed)
            .put("at", at.toString())
            .put("id", id.toString())
            .put("input", hashes.input())
            .put("kind", about.kind())
            .put("reason", reason)
            .put("result", hashes.result());
    hashes.findings().ifPresent(hash -> line.put("findings", hash));
    about.deed().ifPresentOrElse(deed -> put(line, deed), () -> put(line, about));
    bundle.ifPresent(rules -> line.put("bundle", rules.digest()));
    return CanonicalJson.write(line.build());
  }

  /**
   * What the audit entry of a batch holds: SHA-256 over its lines, each followed by a line feed, in
   * hexadecimal.
   *
   * @param lines what stands for each in the chain, as {@link #chained} has it, in their order
   */
  public static String digest(List<byte[]> lines) {
    try {
      var hash = MessageDigest.getInstance("SHA-256");
      for (byte[] line : lines) {
        hash.update(line);
        hash.update((byte) '\n');
      }
      return HexFormat.of().formatHex(hash.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static void put(JsonValue.Builder line, About about) {
    line.put("commit", about.commit())
        .put("environment", about.environment())
        .put("gate", about.gate())
        .put("service", about.service());
  }

  private static void put(JsonValue.Builder line, Deed deed) {
    line.put("action", deed.action())
        .put("floor", deed.floor())
        .put("resource", deed.id().toString())
        .put("resource_kind", deed.resource())
        .put("role", deed.role());
  }

  /** Whether no team's rules have a say: the platform floor said no, or it alone decides. */
  public boolean settled() {
    return about.deed().map(this::settled).orElse(false);
  }

  private boolean settled(Deed deed) {
    boolean byFloor = bundle.filter(by -> by.digest().equals(deed.floor())).isPresent();
    return byFloor && (!allowed || !RuledActions.asked(deed.action()));
  }

  /** The ids of the rules that deny. */
  public List<String> denying() {
    return denying(CanonicalJson.readObject(result.getBytes(StandardCharsets.UTF_8)));
  }

  static List<String> denying(Members result) {
    if (!(result.member("findings") instanceof JsonValue.Items(var findings))) {
      throw new IllegalArgumentException("\"findings\" is not a list");
    }
    return findings.stream().map(DecisionRecord::finding).flatMap(Optional::stream).toList();
  }

  /** The rule of a finding that denies. */
  private static Optional<String> finding(JsonValue finding) {
    if (!(finding instanceof Members members)) {
      throw new IllegalArgumentException("a finding is not an object");
    }
    return switch (members.text("outcome")) {
      case "pass", "not_applicable" -> Optional.empty();
      // An exception may keep a rule from denying.
      case "fail", "no_evidence" ->
          members.values().containsKey("exception")
              ? Optional.empty()
              : Optional.of(members.text("rule"));
      default -> throw new IllegalArgumentException("an outcome that there is not");
    };
  }
}
