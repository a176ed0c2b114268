package com.integraci.bundles.evidence;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run of a tool. */
final class SarifRun {
  private final JsonReader in;
  private final Map<SarifLevel, Long> fresh = new EnumMap<>(SarifLevel.class);
  private final List<SarifRules> extensions = new ArrayList<>();
  // Results without a level of their own: their rules may follow after them.
  private final List<SarifResult> open = new ArrayList<>();
  private Optional<SarifRules> driver = Optional.empty();
  private boolean overrides;
  private boolean ran;
  private int results;
  private long there;

  private SarifRun(JsonReader in) {
    this.in = in;
  }

  /**
   * Reads a {@code run} (section 3.14).
   *
   * @throws Fault also if it did not come to an end, or does not say all here
   */
  static SarifRun read(JsonReader in) {
    var run = new SarifRun(in);
    in.object(run::member);
    if (!run.ran) {
      throw in.fault("The run has no results, not even none: the tool did not look.");
    }
    run.open.forEach(result -> run.count(run.level(result)));
    return run;
  }

  private void member(String member) {
    switch (member) {
      case "tool" -> in.object(this::tool);
      case "results" -> {
        ran = true;
        in.array(this::result);
      }
      case "invocations" -> in.array(() -> in.object(this::invocation));
      case "externalPropertyFileReferences" ->
          throw in.fault("Parts of the run are in other files, which are not read.");
      default -> in.pass();
    }
  }

  private void tool(String member) {
    switch (member) {
      case "driver" -> driver = Optional.of(SarifRules.read(in));
      case "extensions" -> in.array(() -> extensions.add(SarifRules.read(in)));
      default -> in.pass();
    }
  }

  private void invocation(String member) {
    switch (member) {
      case "executionSuccessful" -> {
        if (!in.bool()) {
          throw in.fault("The tool says that it failed.");
        }
      }
      case "ruleConfigurationOverrides" -> in.array(this::override);
      default -> in.pass();
    }
  }

  private void override() {
    overrides = true;
    in.pass();
  }

  private void result() {
    var result = SarifResult.read(in, results);
    results++;
    there += result.there() ? 1 : 0;
    if (result.fresh()) {
      result.level.ifPresentOrElse(this::count, () -> open.add(result));
    }
  }

  private void count(SarifLevel level) {
    fresh.merge(level, 1L, Long::sum);
  }

  /** What the standard says of a result without a level (section 3.27.10). */
  private SarifLevel level(SarifResult result) {
    if (overrides && result.overridable) {
      throw fault(result, "Its level depends on overrides, which are not read: it has to give it.");
    }
    var rules = rules(result);
    if (result.ruleIndex >= 0) {
      return rules
          .flatMap(all -> all.at(result.ruleIndex))
          .orElseThrow(() -> fault(result, "There is no rule " + result.ruleIndex + "."));
    }
    return rules.flatMap(all -> all.of(result.ruleId)).orElse(SarifLevel.WARNING);
  }

  private Optional<SarifRules> rules(SarifResult result) {
    if (result.extension >= 0) {
      if (result.extension >= extensions.size()) {
        throw fault(result, "The tool has no extension " + result.extension + ".");
      }
      return Optional.of(extensions.get(result.extension));
    }
    var name = result.extensionName;
    if (!name.isEmpty()) {
      var named = extensions.stream().filter(rules -> rules.named(name)).findFirst();
      return named.or(() -> driver.filter(rules -> rules.named(name)));
    }
    if (result.extensionByGuid) {
      throw fault(result, "Its rule's tool has a GUID only, which is not looked up.");
    }
    return driver;
  }

  private Fault fault(SarifResult result, String sentence) {
    return in.fault("Result " + result.index + ": " + sentence);
  }

  /** Of the results that are new and not suppressed, those of that level. */
  long fresh(SarifLevel level) {
    return fresh.getOrDefault(level, 0L);
  }

  /** Results that are not suppressed, those of earlier runs too. */
  long there() {
    return there;
  }
}
