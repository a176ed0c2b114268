package com.integraci.bundles.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The predicate of a SLSA verification summary (VSA), version 1. */
final class VerificationSummary {
  /** The member of evidence that lists them. */
  static final String MEMBER = "verifications";

  /** How many levels may be there: one for each track. */
  static final int LEVELS_MAX = 20;

  private static final Pattern BUILD_LEVEL = Pattern.compile("SLSA_BUILD_LEVEL_([0-9])");
  private static final SortedMap<String, String> RESULTS =
      new TreeMap<>(Map.of("PASSED", "passed", "FAILED", "failed"));

  private final JsonReader in;
  private final SortedSet<String> levels = new TreeSet<>();
  private Optional<String> verifier = Optional.empty();
  private Optional<String> policy = Optional.empty();
  private Optional<String> resource = Optional.empty();
  private Optional<String> result = Optional.empty();
  private Optional<Instant> verified = Optional.empty();
  private Optional<Integer> buildLevel = Optional.empty();
  private boolean levelled;

  private VerificationSummary(JsonReader in) {
    this.in = in;
  }

  /**
   * Reads the predicate that is here.
   *
   * @throws Fault where it is none
   */
  static Reading read(JsonReader in, Subjects subjects) {
    var summary = new VerificationSummary(in);
    in.object(summary::member);
    var fact = summary.fact(subjects);
    return new Reading(List.of(fact), summary.verified);
  }

  private Fact fact(Subjects subjects) {
    if (!levelled) {
      throw in.fault("It has no verifiedLevels.");
    }
    var one =
        Fact.JSON
            .objectNode()
            .put("verifier", required(verifier, "verifier.id"))
            .put("result", required(result, "verificationResult"))
            .put("policy", required(policy, "policy.uri"))
            .put("resource", required(resource, "resourceUri"))
            .put("verified", required(verified, "timeVerified").toString());
    Attestation.texts(one, "levels", levels);
    buildLevel.ifPresent(level -> one.put("build_level", level));
    Attestation.texts(one, "digests", subjects.digests());
    Attestation.texts(one, "commits", subjects.commits());
    return Listed.of(MEMBER, one);
  }

  private <T> T required(Optional<T> value, String name) {
    return value.orElseThrow(() -> in.fault("It has no " + name + "."));
  }

  private void member(String member) {
    switch (member) {
      case "verifier" -> in.only("id", () -> verifier = Optional.of(in.factText()));
      case "policy" -> in.only("uri", () -> policy = Optional.of(in.factText()));
      case "resourceUri" -> resource = Optional.of(in.factText());
      case "timeVerified" -> verified = Optional.of(in.time());
      case "verificationResult" -> result = Optional.of(in.oneOf(RESULTS));
      case "verifiedLevels" -> {
        levelled = true;
        in.array(this::level);
      }
      default -> in.pass();
    }
  }

  private void level() {
    var text = in.factText();
    var build = BUILD_LEVEL.matcher(text);
    if (build.matches()) {
      var level = Integer.valueOf(build.group(1));
      if (buildLevel.isPresent()) {
        throw in.fault("It is another level of the build track: a summary has one.");
      }
      buildLevel = Optional.of(level);
    }
    levels.add(text);
    if (levels.size() > LEVELS_MAX) {
      throw in.fault("There are more than " + LEVELS_MAX + " levels.");
    }
  }
}
