package com.integraci.bundles.evidence;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** One result of a run, as far as it says whether and where it counts. */
final class SarifResult {
  private static final SortedMap<String, Boolean> FAILS =
      new TreeMap<>(
          Map.of(
              "fail", true,
              "pass", false,
              "open", false,
              "informational", false,
              "notApplicable", false,
              "review", false));
  private static final SortedMap<String, Boolean> ACCEPTED =
      new TreeMap<>(Map.of("accepted", true, "underReview", false, "rejected", false));
  private static final SortedMap<String, Baseline> BASELINES =
      JsonReader.texts(Baseline.class, state -> state.name().toLowerCase(Locale.ROOT));

  /** Against an earlier run (section 3.27.24). */
  private enum Baseline {
    NEW,
    UPDATED,
    UNCHANGED,
    ABSENT
  }

  /** Where it is in its run. */
  final int index;

  Optional<SarifLevel> level = Optional.empty();
  String ruleId = "";
  int ruleIndex = -1;
  int extension = -1;
  String extensionName = "";
  boolean extensionByGuid;
  boolean overridable;
  private boolean fails = true;
  private Baseline baseline = Baseline.NEW;
  private int suppressions;
  private int accepted;

  private SarifResult(int index) {
    this.index = index;
  }

  /** Reads a {@code result} (section 3.27). */
  static SarifResult read(JsonReader in, int index) {
    var result = new SarifResult(index);
    in.object(member -> result.member(in, member));
    return result;
  }

  private void member(JsonReader in, String member) {
    switch (member) {
      case "kind" -> fails = in.oneOf(FAILS);
      case "level" -> level = Optional.of(in.oneOf(SarifLevel.TEXTS));
      case "baselineState" -> baseline = in.oneOf(BASELINES);
      case "suppressions" -> in.array(() -> suppression(in));
      case "ruleId" -> ruleId = in.text();
      case "ruleIndex" -> ruleIndex = in.index();
      case "rule" -> in.object(inner -> rule(in, inner));
      case "provenance" -> in.only("invocationIndex", () -> overridable = in.index() >= 0);
      default -> in.pass();
    }
  }

  private void suppression(JsonReader in) {
    suppressions++;
    accepted++;
    in.only("status", () -> accepted -= in.oneOf(ACCEPTED) ? 0 : 1);
  }

  private void rule(JsonReader in, String member) {
    switch (member) {
      case "id" -> ruleId = in.text();
      case "index" -> ruleIndex = in.index();
      case "toolComponent" ->
          in.object(
              inner -> {
                switch (inner) {
                  case "index" -> extension = in.index();
                  case "name" -> extensionName = in.text();
                  case "guid" -> {
                    extensionByGuid = true;
                    in.pass();
                  }
                  default -> in.pass();
                }
              });
      default -> in.pass();
    }
  }

  /** Whether it is a fault that is there and that nobody accepted (section 3.27.23). */
  boolean there() {
    boolean suppressed = suppressions > 0 && accepted == suppressions;
    return fails && !suppressed && baseline != Baseline.ABSENT;
  }

  /** Whether it is there and was not before. */
  boolean fresh() {
    return there() && baseline != Baseline.UNCHANGED;
  }
}
