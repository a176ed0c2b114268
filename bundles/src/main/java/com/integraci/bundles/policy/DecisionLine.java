package com.integraci.bundles.policy;

import com.integraci.bundles.canonical.CanonicalJson;
import com.integraci.bundles.canonical.JsonValue;
import com.integraci.bundles.canonical.JsonValue.Flag;
import com.integraci.bundles.canonical.JsonValue.Members;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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
  private static final Set<String> NEEDED =
      Set.of(
          "actor",
          "allowed",
          "at",
          "batch",
          "commit",
          "environment",
          "gate",
          "id",
          "input_hash",
          "kind",
          "latency_micros",
          "reason",
          "result",
          "service");
  private static final Set<String> OTHERS = Set.of("bundle", "input");

  private DecisionLine() {}

  static Members of(DecisionRecord made) {
    var about = made.about();
    var asked = made.asked();
    var line =
        JsonValue.object()
            .put("actor", object("id", asked.actor().toString(), "kind", asked.kind()))
            .put("allowed", made.allowed())
            .put("at", made.at().toString())
            .put(
                "batch",
                JsonValue.object()
                    .put("id", asked.batch().toString())
                    .put("place", asked.place())
                    .build())
            .put("commit", about.commit())
            .put("environment", about.environment())
            .put("gate", about.gate())
            .put("id", made.id().toString())
            .put("input_hash", made.inputHash())
            .put("kind", about.kind())
            .put("latency_micros", made.latencyMicros())
            .put("reason", made.reason())
            .put("result", parsed(made.result()))
            .put("service", about.service());
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

  private static Members object(String name, String value, String other, String another) {
    return JsonValue.object().put(name, value).put(other, another).build();
  }

  private static Members parsed(String canonical) {
    return CanonicalJson.readObject(canonical.getBytes(StandardCharsets.UTF_8));
  }

  static DecisionRecord read(Members line) {
    checkNames(line.values());
    var result = members(line, "result");
    boolean allowed = flag(line, "allowed");
    var reason = text(line, "reason", REASON);
    boolean denies = !DecisionRecord.denying(result).isEmpty();
    if (allowed == (denies || !reason.equals("rules"))) {
      throw new IllegalArgumentException("the answer is not what the findings say");
    }
    var actor = members(line, "actor");
    var batch = members(line, "batch");
    return new DecisionRecord(
        id(line, "id"),
        time(line),
        new DecisionRecord.About(
            text(line, "kind", KIND),
            text(line, "gate", NAME),
            text(line, "service", NAME),
            text(line, "environment", NAME),
            text(line, "commit", COMMIT)),
        allowed,
        reason,
        bundle(line, reason),
        input(line),
        text(line, "input_hash", HASH),
        written(result),
        line.whole("latency_micros"),
        new DecisionRecord.Asked(
            text(actor, "kind", ACTOR), id(actor, "id"), id(batch, "id"), place(batch)));
  }

  private static int place(Members batch) {
    long place = batch.whole("place");
    if (place < 0 || place > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("\"place\" is none");
    }
    return (int) place;
  }

  private static void checkNames(Map<String, JsonValue> values) {
    for (String name : NEEDED) {
      if (!values.containsKey(name)) {
        throw new IllegalArgumentException("no member \"" + name + "\"");
      }
    }
    for (String name : values.keySet()) {
      if (!NEEDED.contains(name) && !OTHERS.contains(name)) {
        throw new IllegalArgumentException("there is no member \"" + name + "\" in a decision");
      }
    }
  }

  private static Optional<String> input(Members line) {
    if (!line.values().containsKey("input")) {
      return Optional.empty();
    }
    var input = written(members(line, "input"));
    if (!DecisionRecord.sha256(input).equals(text(line, "input_hash", HASH))) {
      throw new IllegalArgumentException("the facts do not have the hash that stands beside them");
    }
    return Optional.of(input);
  }

  private static Optional<DecisionRecord.BundleRef> bundle(Members line, String reason) {
    boolean there = line.values().containsKey("bundle");
    if (there == reason.equals("no_bundle")) {
      throw new IllegalArgumentException("bundle and reason contradict each other");
    }
    if (!there) {
      return Optional.empty();
    }
    var bundle = members(line, "bundle");
    return Optional.of(
        new DecisionRecord.BundleRef(
            text(bundle, "name", NAME),
            text(bundle, "version", VERSION),
            text(bundle, "digest", HASH)));
  }

  private static String written(Members value) {
    return new String(CanonicalJson.write(value), StandardCharsets.UTF_8);
  }

  private static Members members(Members line, String name) {
    if (line.member(name) instanceof Members members) {
      return members;
    }
    throw new IllegalArgumentException("\"" + name + "\" is not an object");
  }

  private static boolean flag(Members line, String name) {
    if (line.member(name) instanceof Flag(boolean value)) {
      return value;
    }
    throw new IllegalArgumentException("\"" + name + "\" is not true or false");
  }

  private static String text(Members line, String name, Pattern form) {
    var text = line.text(name);
    if (!form.matcher(text).matches()) {
      throw new IllegalArgumentException("\"" + name + "\" has another form");
    }
    return text;
  }

  private static UUID id(Members line, String name) {
    var text = line.text(name);
    var id = UUID.fromString(text);
    if (!id.toString().equals(text)) {
      throw new IllegalArgumentException("\"" + name + "\" is not an id");
    }
    return id;
  }

  private static Instant time(Members line) {
    try {
      var text = line.text("at");
      var at = Instant.parse(text);
      if (at.toString().equals(text)) {
        return at;
      }
      throw new IllegalArgumentException("\"at\" is not spelled as times are");
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("\"at\" is not a time", e);
    }
  }
}
