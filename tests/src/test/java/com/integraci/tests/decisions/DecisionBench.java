package com.integraci.tests.decisions;

import com.integraci.appliance.decisions.Decision;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Role;
import com.integraci.bundles.policy.DecisionKind;
import com.integraci.tests.bench.Figures;
import com.integraci.tests.bench.Interleaved;
import com.integraci.tests.policy.Bundles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Decisions at a gate by the verb, each committed before it is told, by few and by many callers;
 * against the same decisions by the evaluator alone.
 */
@Tag("bench")
final class DecisionBench {

  private static final int ROUNDS = Integer.getInteger("integraci.bench.rounds", 9);
  private static final Duration SLICE = Duration.ofSeconds(2);
  private static final String KEPT = "kept";
  private static final String ALONE = "not kept";

  @TempDir private Path folder;

  @Test
  void decisions_that_are_kept() {
    try (var desk = new Desk()) {
      desk.activate(Bundles.in(folder));
      var figures = new Figures("Decisions that are kept");
      measure(desk, figures, 64, 3000);
      measure(desk, figures, 256, 8000);
      figures.write();
    }
  }

  private static void measure(Desk desk, Figures figures, int callers, int aim) {
    var caller = desk.caller(Role.DEVELOPER);
    var facts = Desk.facts();
    var variants = new LinkedHashMap<String, Interleaved.Work>();
    variants.put(KEPT, () -> allowed(desk, caller, facts));
    var rules = desk.active(desk.team, DecisionKind.GATE_1);
    var tree = DecisionKind.GATE_1.facts("facts", Desk.document());
    variants.put(ALONE, () -> rules.orElseThrow().evaluator().decide(tree));
    var measured = Interleaved.measure(variants, callers, SLICE, ROUNDS);
    figures.figure(
        "decisions a second, " + callers + " callers",
        "%.0f".formatted(measured.median(KEPT)),
        "two rules, half a kilobyte of facts, commits that do not wait for a disk; by the"
            + " evaluator alone %.0f; aimed at: %d".formatted(measured.median(ALONE), aim));
  }

  private static void allowed(Desk desk, Caller caller, Map<String, Object> facts) {
    Decision made = desk.feature.gates().decide(caller, "deploy", facts);
    if (!made.allowed()) {
      throw new IllegalStateException(made.result());
    }
  }
}
