package com.integraci.bundles.policy;

import com.integraci.bundles.canonical.CanonicalJson;
import com.integraci.bundles.canonical.JsonValue;
import com.integraci.bundles.canonical.JsonValue.Members;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A decision's line in an export, both ways. */
final class DecisionLine {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
  private static final Pattern KIND = Pattern.compile("[a-z]{2,20}-[0-9]{1,3}");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
  private static final Pattern VERSION = Pattern.compile("[!-~]{1,40}");
  private static final Pattern REASON = Pattern.compile("rules|no_bundle|limit|fault");
  private static final Pattern ACTOR = Pattern.compile("member|service");
  private static final Pattern ACTION = Pattern.compile("[a-z]{2,20}([.][a-z]{2,20}){1,3}");
  private static final Pattern ROLE =
      Pattern.compile("owner|admin|maintainer|developer|auditor|viewer|operator");
  private static final Pattern RESOURCE = Pattern.compile("[a-z-]{2,32}");
  private static final Set<String> NEEDED =
      Set.of(
          "actor",
          "allowed",
          "at",
          "id",
          "input_hash",
          "kind",
          "latency_micros",
          "reason",
          "result",
          "result_hash");
  private static final Set<String> OF_GATE =
      Set.of("batch", "commit", "environment", "gate", "service");
  private static final Set<String> OF_ACTION = Set.of("action", "floor", "resource", "role");
  private static final Set<String> OTHERS =
      Set.of("batch", "bundle", "findings_hash", "input", "salt");

  private DecisionLine() {}

  static Members of(DecisionRecord made) {
    var about = made.about();
    var asked = made.asked();
    var line =
        JsonValue.object()
            .put("actor", object("id", asked.actor().toString(), "kind", asked.kind()))
            .put("allowed", made.allowed())
            .put("at", made.at().toString())
            .put("id", made.id().toString())
            .put("input_hash", made.hashes().input())
            .put("kind", about.kind())
            .put("latency_micros", made.latencyMicros())
            .put("reason", made.reason())
            .put("result", parsed(made.result()))
            .put("result_hash", made.hashes().result());
    made.hashes().salt().ifPresent(salt -> line.put("salt", salt));
    made.hashes().findings().ifPresent(hash -> line.put("findings_hash", hash));
    about.deed().ifPresentOrElse(deed -> put(line, deed), () -> put(line, about));
    asked
        .batch()
        .ifPresent(
            batch ->
                line.put(
                    "batch",
                    JsonValue.object()
                        .put("id", batch.id().toString())
                        .put("place", batch.place())
                        .build()));
    made.input().ifPresent(input -> line.put("input", parsed(input)));
    made.bundle()
        .ifPresent(
            rules ->
                line.put(
                    "bundle",
                    JsonValue.object()
                        .put("digest", rules.digest())
                        .put("name", rules.name())
                        .put("version", rules.version())
                        .build()));
    return line.build();
  }

  private static void put(JsonValue.Builder line, DecisionRecord.About about) {
    line.put("commit", about.commit())
        .put("environment", about.environment())
        .put("gate", about.gate())
        .put("service", about.service());
  }

  private static void put(JsonValue.Builder line, DecisionRecord.Deed deed) {
    line.put("action", deed.action())
        .put("floor", deed.floor())
        .put("resource", object("id", deed.id().toString(), "kind", deed.resource()))
        .put("role", deed.role());
  }

  private static Members object(String name, String value, String other, String another) {
    return JsonValue.object().put(name, value).put(other, another).build();
  }

  private static Members parsed(String canonical) {
    return CanonicalJson.readObject(canonical.getBytes(StandardCharsets.UTF_8));
  }

  static DecisionRecord read(Members line) {
    var kind = LineFields.text(line, "kind", KIND);
    boolean action = kind.equals(DecisionKind.ACTION_1.text());
    checkNames(line.values(), action ? OF_ACTION : OF_GATE);
    var result = LineFields.members(line, "result");
    boolean allowed = LineFields.flag(line, "allowed");
    var reason = LineFields.text(line, "reason", REASON);
    boolean denies = !DecisionRecord.denying(result).isEmpty();
    if (allowed == (denies || !reason.equals("rules"))) {
      throw new IllegalArgumentException("the answer is not what the findings say");
    }
    var actor = LineFields.members(line, "actor");
    var batch = batch(line);
    if (action && batch.isPresent() == allowed) {
      throw new IllegalArgumentException("an action that was allowed has no batch, and others do");
    }
    var input = input(line);
    var hashes = hashes(line);
    var found = written(result);
    hashes.check(input, found);
    return new DecisionRecord(
        LineFields.id(line, "id"),
        LineFields.time(line),
        action
            ? new DecisionRecord.About(kind, deed(line))
            : new DecisionRecord.About(
                kind,
                LineFields.text(line, "gate", NAME),
                LineFields.text(line, "service", NAME),
                LineFields.text(line, "environment", NAME),
                LineFields.text(line, "commit", COMMIT)),
        allowed,
        reason,
        bundle(line, reason),
        input,
        hashes,
        found,
        line.whole("latency_micros"),
        new DecisionRecord.Asked(
            LineFields.text(actor, "kind", ACTOR), LineFields.id(actor, "id"), batch));
  }

  private static DecisionRecord.Deed deed(Members line) {
    var resource = LineFields.members(line, "resource");
    return new DecisionRecord.Deed(
        LineFields.text(line, "action", ACTION),
        LineFields.text(line, "role", ROLE),
        LineFields.text(resource, "kind", RESOURCE),
        LineFields.id(resource, "id"),
        LineFields.text(line, "floor", HASH));
  }

  private static Optional<DecisionRecord.Batch> batch(Members line) {
    if (!line.values().containsKey("batch")) {
      return Optional.empty();
    }
    var batch = LineFields.members(line, "batch");
    return Optional.of(new DecisionRecord.Batch(LineFields.id(batch, "id"), place(batch)));
  }

  private static int place(Members batch) {
    long place = batch.whole("place");
    if (place < 0 || place > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("\"place\" is none");
    }
    return (int) place;
  }

  private static void checkNames(Map<String, JsonValue> values, Set<String> of) {
    for (Set<String> names : List.of(NEEDED, of)) {
      for (String name : names) {
        if (!values.containsKey(name)) {
          throw new IllegalArgumentException("no member \"" + name + "\"");
        }
      }
    }
    for (String name : values.keySet()) {
      if (!NEEDED.contains(name) && !of.contains(name) && !OTHERS.contains(name)) {
        throw new IllegalArgumentException("there is no member \"" + name + "\" in a decision");
      }
    }
  }

  private static Optional<String> input(Members line) {
    return line.values().containsKey("input")
        ? Optional.of(written(LineFields.members(line, "input")))
        : Optional.empty();
  }

  private static DecisionHashes hashes(Members line) {
    return new DecisionHashes(
        hash(line, "salt"),
        LineFields.text(line, "input_hash", HASH),
        LineFields.text(line, "result_hash", HASH),
        hash(line, "findings_hash"));
  }

  private static Optional<String> hash(Members line, String name) {
    return line.values().containsKey(name)
        ? Optional.of(LineFields.text(line, name, HASH))
        : Optional.empty();
  }

  private static Optional<DecisionRecord.BundleRef> bundle(Members line, String reason) {
    boolean there = line.values().containsKey("bundle");
    if (there == reason.equals("no_bundle")) {
      throw new IllegalArgumentException("bundle and reason contradict each other");
    }
    if (!there) {
      return Optional.empty();
    }
    var bundle = LineFields.members(line, "bundle");
    return Optional.of(
        new DecisionRecord.BundleRef(
            LineFields.text(bundle, "name", NAME),
            LineFields.text(bundle, "version", VERSION),
            LineFields.text(bundle, "digest", HASH)));
  }

  private static String written(Members value) {
    return new String(CanonicalJson.write(value), StandardCharsets.UTF_8);
  }
}
