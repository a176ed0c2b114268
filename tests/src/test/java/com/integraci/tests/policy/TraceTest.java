package com.integraci.tests.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.bundles.policy.BundleRefused;
import com.integraci.bundles.policy.DecisionKind;
import com.integraci.bundles.policy.Finding;
import com.integraci.bundles.policy.PolicyBundle;
import com.integraci.bundles.policy.Rule;
import com.integraci.bundles.policy.ShippedBundle;
import com.integraci.bundles.policy.Trace;
import com.integraci.bundles.policy.Trace.Outcome;
import com.integraci.bundles.policy.Workbench;
import com.integraci.bundles.rego.Opa;
import com.integraci.tests.Parts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How a rule came out is told by its expressions, and never otherwise than it came out. */
@Tag("isolation")
final class TraceTest {

  private static final String RULES = "rules/gate.rego";
  private static final Path SCHEMA =
      Path.of("../bundles/src/main/resources/com/integraci/bundles/policy/gate-1.schema.json");

  /** Of which rules of the shipped bundle it is looked at random facts. */
  private static final int ONE_IN = 4;

  private static final int INPUTS = 100;

  private static final Opa OPA = Opa.sandboxed(Parts.program("opa"));
  private static final ScheduledExecutorService CLOCK =
      Executors.newSingleThreadScheduledExecutor();
  private static final Workbench BENCH = new Workbench(OPA);

  @TempDir private Path folder;

  @AfterAll
  static void close() {
    OPA.close();
    CLOCK.shutdownNow();
  }

  @Test
  void expressions_hold_up_to_the_one_that_does_not() throws IOException {
    var bundle = PolicyBundle.read(Bundles.in(folder).folder());
    var facts = Bundles.FACTS.replace("\"passed\": 12", "\"passed\": 0");
    var trace = trace(bundle, "tests_passed", facts);
    assertEquals(
        List.of("rules/gate.rego:3 pass FAILED", "rules/gate.rego:8 missing FAILED"), steps(trace));
    assertEquals(
        List.of(
            "4 input.evidence.tests.failed == 0 HELD",
            "5 input.evidence.tests.passed >= data.tests.least FAILED"),
        parts(trace.steps().getFirst()));
    var failing = trace(bundle, "tests_passed", Bundles.FACTS.replace("d\": 0", "d\": 3"));
    assertEquals(
        List.of(Outcome.FAILED, Outcome.UNREACHED),
        failing.steps().getFirst().parts().stream().map(Trace.Part::outcome).toList());
    assertEquals(
        List.of("rules/gate.rego:3 pass HELD", "rules/gate.rego:8 missing FAILED"),
        steps(trace(bundle, "tests_passed", Bundles.FACTS)));
    assertFalse(trace.cut());
  }

  @Test
  void what_is_bound_before_counts_for_what_follows() throws IOException {
    var bundle = PolicyBundle.read(Bundles.in(folder).folder());
    // Both hold of some review, and of none together with what is before them.
    var own = Bundles.FACTS.replace("\"by\": \"u-2\"", "\"by\": \"u-1\"");
    assertEquals(
        List.of(
            "20 some review in input.change.reviews HELD",
            "21 review.approves HELD",
            "22 review.by != input.change.author FAILED",
            "23 review.commit == input.commit UNREACHED"),
        parts(trace(bundle, "reviewed", own).steps().getFirst()));
  }

  @Test
  void values_that_are_used_are_told_wherever_they_stand() throws IOException {
    var bundle =
        PolicyBundle.read(
            Bundles.in(folder)
                .with(
                    RULES,
                    """
                    package bundle

                    import data.bundle.sums

                    pass contains "tests_passed" if {
                    	# unused is not used by a remark.
                    	enough("unused")
                    	sums.ratio >= 2
                    }

                    enough(_) if passed >= least

                    passed := input.evidence.tests.passed

                    default least := 7

                    least := 9 if input.environment == "staging"

                    unused := 1

                    pass contains "reviewed" if data.bundle.sums.absent
                    """)
                .with("rules/sums.rego", "package bundle.sums\n\nratio := 3\n\nabsent := input.x\n")
                .folder());
    var trace = trace(bundle, "tests_passed", Bundles.FACTS);
    assertEquals(List.of("rules/gate.rego:5 pass HELD"), steps(trace));
    assertEquals(
        List.of("passed rules/gate.rego:13 HELD 12", "least rules/gate.rego:15 HELD 7"),
        values(trace));
    assertEquals(
        List.of("absent rules/sums.rego:5 FAILED "),
        values(trace(bundle, "reviewed", Bundles.FACTS)));
  }

  @Test
  void expressions_that_need_later_ones_are_told_as_a_whole() throws IOException {
    var bundle =
        PolicyBundle.read(
            Bundles.in(folder)
                .with(
                    RULES,
                    """
                    package bundle

                    pass contains "tests_passed" if {
                    	not failed_in(kind)
                    	kind = "tests"
                    }

                    failed_in(kind) if input.evidence[kind].failed > 0
                    """)
                .folder());
    var held = trace(bundle, "tests_passed", Bundles.FACTS).steps();
    assertEquals(Outcome.HELD, held.getFirst().outcome());
    var failed = trace(bundle, "tests_passed", Bundles.FACTS.replace("d\": 0", "d\": 3")).steps();
    assertEquals(Outcome.FAILED, failed.getFirst().outcome());
    assertEquals(
        List.of(Outcome.UNKNOWN, Outcome.UNKNOWN),
        failed.getFirst().parts().stream().map(Trace.Part::outcome).toList());
    assertEquals(List.of(), trace(bundle, "reviewed", Bundles.FACTS).steps());
  }

  @Test
  void a_statement_of_many_rules_is_told_for_the_one() throws IOException {
    var bundle =
        PolicyBundle.read(
            Bundles.in(folder)
                .with(
                    RULES,
                    """
                    package bundle

                    not_applicable contains id if {
                    	input.environment == "production"
                    	some id in ["reviewed"]
                    }

                    pass contains "tests_passed"
                    """)
                .folder());
    var reviewed = trace(bundle, "reviewed", Bundles.FACTS).steps();
    assertEquals(Outcome.HELD, reviewed.getFirst().outcome());
    var tests = trace(bundle, "tests_passed", Bundles.FACTS);
    assertEquals(
        List.of("rules/gate.rego:3 not_applicable FAILED", "rules/gate.rego:8 pass HELD"),
        steps(tests));
    assertEquals(
        List.of(
            "4 input.environment == \"production\" HELD",
            "5 some id in [\"reviewed\"] HELD",
            "3 id == \"tests_passed\" FAILED"),
        parts(tests.steps().getFirst()));
  }

  @Test
  void names_that_questions_have_are_refused() throws IOException {
    var bundle =
        PolicyBundle.read(
            Bundles.in(folder)
                .with("rules/kept.rego", "package bundle\n\nintegraci_probe_0_1 := true\n")
                .folder());
    var refused =
        assertThrows(BundleRefused.class, () -> trace(bundle, "tests_passed", Bundles.FACTS));
    assertEquals("rules/kept.rego", refused.problems().getFirst().file());
    assertEquals(3, refused.problems().getFirst().line());
  }

  @Test
  void it_never_says_otherwise_than_the_rule_came_out() throws IOException {
    long seed = Long.getLong("integraci.seed", System.nanoTime());
    System.out.println("-Dintegraci.seed=" + seed);
    var bundle = ShippedBundle.gate();
    var spoken =
        bundle.files().values().stream()
            .map(PolicyBundle.Text::content)
            .collect(Collectors.joining("\n"));
    var schema = JsonMapper.shared().readTree(Files.readString(SCHEMA));
    var random = new Random(seed);
    var generator = new FactsGenerator(schema, spoken, random);
    var rules = bundle.manifest().rules();
    try (var evaluator = BENCH.compile(bundle, 1, CLOCK)) {
      for (int at = random.nextInt(ONE_IN); at < rules.size(); at += ONE_IN) {
        var tracing = BENCH.trace(bundle, rules.get(at).id());
        for (int i = 0; i < INPUTS; i++) {
          var facts = generator.facts();
          var found = found(evaluator.decide(facts).findings(), rules.get(at));
          same(found, tracing.of(facts, CLOCK), facts);
        }
      }
    }
  }

  private static Finding found(List<Finding> findings, Rule rule) {
    return findings.stream().filter(one -> one.rule().equals(rule)).findFirst().orElseThrow();
  }

  private static void same(Finding found, Trace trace, JsonNode facts) {
    var about = found.rule().id() + " " + facts;
    assertFalse(trace.steps().isEmpty(), about);
    boolean holds = held(trace, "pass");
    boolean none = held(trace, "not_applicable");
    switch (found.outcome()) {
      case PASS -> assertTrue(holds, about);
      case NOT_APPLICABLE -> assertTrue(none && !holds, about);
      case NO_EVIDENCE -> assertTrue(!holds && !none && held(trace, "missing"), about);
      case FAIL -> assertFalse(holds || none || held(trace, "missing"), about);
    }
  }

  private static boolean held(Trace trace, String name) {
    return trace.steps().stream()
        .filter(step -> step.name().equals(name))
        .anyMatch(step -> step.outcome() == Outcome.HELD);
  }

  private static Trace trace(PolicyBundle bundle, String rule, String facts) {
    var read = DecisionKind.GATE_1.facts("facts", facts.getBytes(StandardCharsets.UTF_8));
    return BENCH.trace(bundle, rule).of(read, CLOCK);
  }

  private static List<String> steps(Trace trace) {
    return trace.steps().stream()
        .map(one -> one.file() + ":" + one.line() + " " + one.name() + " " + one.outcome())
        .toList();
  }

  private static List<String> parts(Trace.Step step) {
    return step.parts().stream()
        .map(one -> one.line() + " " + one.text() + " " + one.outcome())
        .toList();
  }

  private static List<String> values(Trace trace) {
    return trace.values().stream()
        .map(
            one ->
                one.name()
                    + " "
                    + one.file()
                    + ":"
                    + one.line()
                    + " "
                    + one.outcome()
                    + " "
                    + one.json().orElse(""))
        .toList();
  }
}
