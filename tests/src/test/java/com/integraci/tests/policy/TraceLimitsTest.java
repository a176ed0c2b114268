package com.integraci.tests.policy;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.bundles.policy.BundleRefused;
import com.integraci.bundles.policy.DecisionKind;
import com.integraci.bundles.policy.Trace;
import com.integraci.bundles.policy.Trace.Outcome;
import com.integraci.bundles.policy.Workbench;
import com.integraci.bundles.rego.Opa;
import com.integraci.tests.Parts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However much there is to look into, it has an end, and what was left out is said. */
@Tag("isolation")
final class TraceLimitsTest {

  private static final String RULES = "rules/gate.rego";
  private static final String HEAD = "package bundle\n\n";
  private static final String ASKS = "pass contains \"tests_passed\" if ";

  /** Many times as long as all of a trace may take. */
  private static final Duration END_MAX = Duration.ofMinutes(2);

  /** It compares what is there already, for hours: its time ends it, and never its memory. */
  private static final String ENDLESS =
      """
      package bundle

      xs := numbers.range(1, 5000)

      endless if {
      	some a in xs
      	some b in xs
      	some c in xs
      	a == b
      	b == c
      	c == 0
      }

      """;

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
  void what_comes_to_no_end_is_not_known() throws IOException {
    var trace = ended(ENDLESS + ASKS + "{\n\tcount(xs) == 5000\n\tendless\n}\n");
    var step = trace.steps().getFirst();
    assertEquals(List.of(Outcome.HELD, Outcome.UNKNOWN), outcomes(step));
    assertEquals(Outcome.UNKNOWN, step.outcome());
    var endless = trace.values().getLast();
    assertEquals("endless", endless.name());
    assertEquals(Outcome.UNKNOWN, endless.outcome());
  }

  @Test
  void what_is_not_come_to_in_time_is_not_known_either() throws IOException {
    var quick = "\tinput.environment == \"production\"\n";
    var slow = ASKS + "{\n\tendless\n" + quick.repeat(9) + "}\n\n";
    var trace = ended(ENDLESS + slow + ASKS + "{\n" + quick + "}\n");
    assertEquals(List.of(Outcome.UNKNOWN), outcomes(trace.steps().getLast()));
  }

  @Test
  void what_goes_too_deep_is_not_known() throws IOException {
    var deep = "concat(\"\", [data.open | some _ in numbers.range(1, 1000)])";
    var bundle = bundle(HEAD + ASKS + "not json.unmarshal(" + deep + ")\n");
    bundle.with("data.json", "{\"open\": \"" + "[".repeat(100) + "\"}");
    assertEquals(List.of(Outcome.UNKNOWN), outcomes(trace(bundle).steps().getFirst()));
  }

  @Test
  void of_many_expressions_statements_and_values_the_first_are_told() throws IOException {
    var expressions = lines(30, "\tinput.evidence.tests.passed != 1%02d\n");
    var lengthy = trace(bundle(HEAD + ASKS + "{\n" + expressions + "}\n"));
    assertTrue(lengthy.cut());
    assertEquals(30, outcomes(lengthy.steps().getFirst()).size());
    assertEquals(Outcome.UNKNOWN, lengthy.steps().getFirst().outcome(), "not all of it was asked");

    var statements = lines(30, ASKS + "input.evidence.tests.passed == 1%02d\n\n");
    var many = trace(bundle(HEAD + statements));
    assertTrue(many.cut());
    assertEquals(20, many.steps().size());

    var used = IntStream.range(0, 100).mapToObj(n -> "v%04d".formatted(n)).collect(joining(", "));
    var bundle = bundle(HEAD + ASKS + "count([" + used + "]) == 100\n");
    bundle.with("rules/many.rego", HEAD + lines(3000, "v%04d := 1\n"));
    var values = trace(bundle);
    assertTrue(values.cut());
    assertEquals(60, values.values().size());
    assertEquals(Outcome.HELD, values.steps().getFirst().outcome());
  }

  @Test
  void a_long_value_is_clipped_between_two_characters() throws IOException {
    // Of what is told of it the last character would be half of one.
    var text = "x".repeat(498) + Character.toString(0x1F600) + "y";
    var trace = trace(bundle(HEAD + "long := \"" + text + "\"\n\n" + ASKS + "long\n"));
    assertEquals(Optional.of("\"" + "x".repeat(498) + "…"), trace.values().getFirst().json());
  }

  @Test
  void what_is_too_much_to_look_into_is_refused_at_once() throws IOException {
    var text = "\"" + "x".repeat(70_000) + "\"";
    var large = bundle(HEAD + ASKS + "input.x == " + text);
    var refused = assertThrows(BundleRefused.class, () -> trace(large)).problems().getFirst();
    assertEquals(RULES + ":3", refused.file() + ":" + refused.line());

    var files = bundle(HEAD + ASKS + "true\n");
    for (int i = 0; i < 40; i++) {
      files.with("rules/more_" + i + ".rego", "package bundle\n");
    }
    refused = assertThrows(BundleRefused.class, () -> trace(files)).problems().getFirst();
    assertEquals("It has more than 40 files of rules.", refused.message());
  }

  /** So many lines, each with its number. */
  private static String lines(int many, String line) {
    return IntStream.range(0, many).mapToObj(line::formatted).collect(joining());
  }

  private Bundles bundle(String rules) throws IOException {
    return Bundles.in(Files.createTempDirectory(folder, "each")).with(RULES, rules);
  }

  private Trace ended(String rules) throws IOException {
    var bundle = bundle(rules);
    return assertTimeoutPreemptively(END_MAX, () -> trace(bundle));
  }

  private static Trace trace(Bundles bundle) {
    var facts = Bundles.FACTS.getBytes(StandardCharsets.UTF_8);
    var read = DecisionKind.GATE_1.facts("facts", facts);
    return BENCH.trace(bundle.read(), "tests_passed").of(read, CLOCK);
  }

  private static List<Outcome> outcomes(Trace.Step step) {
    return step.parts().stream().map(Trace.Part::outcome).toList();
  }
}
