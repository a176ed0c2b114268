package com.integraci.tests.decisions;

import com.integraci.appliance.decisions.Decision;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Role;
import com.integraci.bundles.policy.DecisionKind;
import com.integraci.tests.PostgresServer;
import com.integraci.tests.bench.Figures;
import com.integraci.tests.bench.Interleaved;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Decisions at a gate by the verb, as the control plane makes them: the active bundle and the
 * exceptions are asked of PostgreSQL for each, and each is on the disk before it is told. By few
 * and by many callers; against the same decisions by the evaluator alone.
 */
@Tag("bench")
final class DecisionBench {

  private static final int ROUNDS = Integer.getInteger("integraci.bench.rounds", 9);
  private static final Duration SLICE = Duration.ofSeconds(2);
  private static final String KEPT = "kept";
  private static final String ALONE = "not kept";

  @TempDir private Path folder;
  @TempDir private Path state;

  @Test
  void decisions_that_are_kept() {
    try (var lab = new Lab(state)) {
      PostgresServer.shared().waitForTheDisk();
      lab.activate(lab.publish(lab.caller(Role.MAINTAINER), folder, "1.0.0", 1));
      var figures = new Figures("Decisions that are kept");
      measure(lab, figures, 64, 3000);
      measure(lab, figures, 256, 8000);
      figures.write();
    }
  }

  private static void measure(Lab lab, Figures figures, int callers, int aim) {
    var caller = lab.caller(Role.DEVELOPER);
    var facts = Desk.facts();
    var variants = new LinkedHashMap<String, Interleaved.Work>();
    variants.put(KEPT, () -> allowed(lab, caller, facts));
    var active = lab.bundles.rules().active(lab.desk.team, DecisionKind.GATE_1).orElseThrow();
    var tree = DecisionKind.GATE_1.facts("facts", Desk.document());
    variants.put(ALONE, () -> active.evaluator().decide(tree));
    var measured = Interleaved.measure(variants, callers, SLICE, ROUNDS);
    figures.figure(
        "decisions a second, " + callers + " callers",
        "%.0f".formatted(measured.median(KEPT)),
        ("two rules, half a kilobyte of facts; bundle and exceptions asked of PostgreSQL, the disk"
                + " is waited for; by the evaluator alone %.0f; aimed at: %d")
            .formatted(measured.median(ALONE), aim));
  }

  private static void allowed(Lab lab, Caller caller, Map<String, Object> facts) {
    Decision made = lab.deciding.gates().decide(caller, "deploy", facts);
    if (!made.allowed()) {
      throw new IllegalStateException(made.result());
    }
  }
}
