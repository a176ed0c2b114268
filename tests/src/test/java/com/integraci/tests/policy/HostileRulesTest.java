package com.integraci.tests.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.bundles.policy.BundleRefused;
import com.integraci.bundles.policy.Evaluator;
import com.integraci.bundles.policy.PolicyBundle;
import com.integraci.bundles.policy.Undecided;
import com.integraci.bundles.policy.Workbench;
import com.integraci.bundles.rego.Opa;
import com.integraci.bundles.rego.SandboxLimit;
import com.integraci.bundles.rego.TestReport;
import com.integraci.tests.Await;
import com.integraci.tests.Parts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Rules written to harm: each ends in an error of its own, and the next is served as before. */
@Tag("isolation")
class HostileRulesTest {

  private static Opa opa;
  private static ScheduledExecutorService clock;

  @TempDir private Path folder;

  @BeforeAll
  static void open() {
    opa = Opa.sandboxed(Parts.program("opa"));
    clock = Executors.newSingleThreadScheduledExecutor();
  }

  @AfterAll
  static void close() {
    opa.close();
    clock.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http.send({\"method\": \"get\", \"url\": \"http://localhost\"}).status_code == 200",
        "net.lookup_ip_addr(\"localhost\")",
        "opa.runtime().env.HOME",
        "time.now_ns() > 0",
        "rand.intn(\"x\", 2) == 1",
        "sprintf(\"%d\", [1]) == \"1\"",
      })
  void what_looks_outside_is_refused_by_name(String call) throws IOException {
    var rules = "package bundle\n\npass contains \"tests_passed\" if {\n\t" + call + "\n}\n";
    var problems = bench().check(with(rules));
    var name = call.substring(0, call.indexOf('('));
    assertTrue(
        problems.stream()
            .anyMatch(
                problem ->
                    problem.message().equals("undefined function " + name)
                        && problem.file().equals("rules/gate.rego")
                        && problem.line() == 4),
        problems.toString());
  }

  @Test
  void a_decision_without_end_is_ended() throws IOException {
    var loop =
        """
        package bundle

        xs := numbers.range(1, 3000)

        pass contains "tests_passed" if count([1 | some a in xs; some b in xs; a * b == 7]) > 1000
        """;
    assertEquals(Undecided.Reason.TIME, undecided(loop));
  }

  @Test
  void a_decision_that_contradicts_itself_is_a_fault_of_the_rules() throws IOException {
    var rules =
        """
        package bundle

        f(x) := 1 if x > 0

        f(x) := 2 if x > 1

        pass contains "tests_passed" if f(input.evidence.tests.passed) > 0
        """;
    assertEquals(Undecided.Reason.FAULT, undecided(rules));
  }

  @Test
  void a_decision_that_takes_too_much_memory_is_ended_and_its_place_made_anew() throws IOException {
    var rules =
        """
        package bundle

        many := [data.large | some _ in numbers.range(1, input.evidence.tests.passed)]

        pass contains "tests_passed" if count(concat("", many)) > 0

        pass contains "reviewed"
        """;
    var bundle = with(rules, "{\"large\": \"" + "x".repeat(1 << 16) + "\"}");
    try (var evaluator = bench().compile(bundle, 1, clock)) {
      for (int i = 0; i < 3; i++) {
        assertEquals(Undecided.Reason.MEMORY, undecided(evaluator, facts(bundle, 400)));
        assertTrue(evaluator.decide(facts(bundle, 1)).allowed());
      }
    }
    served();
  }

  @Test
  void a_decision_that_goes_too_deep_is_ended_and_its_place_made_anew() throws IOException {
    var rules =
        """
        package bundle

        deep := concat("", [data.open | some _ in numbers.range(1, input.evidence.tests.passed)])

        pass contains "tests_passed" if not json.unmarshal(deep)

        pass contains "reviewed"
        """;
    var bundle = with(rules, "{\"open\": \"" + "[".repeat(100) + "\"}");
    try (var evaluator = bench().compile(bundle, 1, clock)) {
      for (int i = 0; i < 3; i++) {
        assertEquals(Undecided.Reason.DEPTH, undecided(evaluator, facts(bundle, 1000)));
        assertTrue(evaluator.decide(facts(bundle, 1)).allowed());
      }
    }
    served();
  }

  @Test
  void recursion_is_refused() throws IOException {
    var rules =
        """
        package bundle

        f(x) := y if y := f(x - 1)

        pass contains "a" if f(3) == 1
        """;
    var problems = bench().check(with(rules));
    assertTrue(problems.toString().contains("recursive"), problems.toString());
  }

  @Test
  void tests_that_take_too_much_memory_are_ended() throws IOException {
    Bundles.in(folder)
        .with(
            "tests/more_test.rego",
            """
            package bundle_test

            a := concat("", ["x" | some _ in numbers.range(1, 10000)])

            b := concat("", [a | some _ in numbers.range(1, 10000)])

            test_x if count([b | some _ in numbers.range(1, 100)]) < count(concat("", [b, b, b, b,
            	b, b, b, b, b, b, b, b, b, b, b, b, b, b, b, b, b, b, b, b]))
            """);
    var bundle = PolicyBundle.read(folder.resolve("bundle"));
    var thrown = assertThrows(SandboxLimit.class, () -> bench().test(bundle));
    assertEquals(SandboxLimit.Limit.MEMORY, thrown.limit());
    served();
  }

  @Test
  void tests_that_say_too_much_are_ended() throws IOException {
    var tests = new StringBuilder("package bundle_test\n\n");
    var name = "test_" + "x".repeat(100);
    for (int i = 0; i < 30_000; i++) {
      tests.append(name).append(i).append(" if false\n");
    }
    Bundles.in(folder).with("tests/more_test.rego", tests.toString());
    var bundle = PolicyBundle.read(folder.resolve("bundle"));
    var thrown = assertThrows(SandboxLimit.class, () -> bench().test(bundle));
    assertEquals(SandboxLimit.Limit.OUTPUT, thrown.limit());
    served();
  }

  @Test
  void a_test_without_end_does_not_pass() throws IOException {
    Bundles.in(folder)
        .with(
            "tests/more_test.rego",
            """
            package bundle_test

            xs := numbers.range(1, 100000)

            test_x if count([1 | some a in xs; some b in xs; a == b + 1]) > 1
            """);
    var tested = bench().test(PolicyBundle.read(folder.resolve("bundle")));
    assertFalse(tested.passed());
    var ran = tested.report().tests();
    assertEquals(9, ran.stream().filter(TestReport.Ran::passed).count(), ran.toString());
  }

  @Test
  void what_is_no_file_of_a_bundle_is_refused() throws IOException {
    var bundle = Bundles.in(folder);
    Files.createSymbolicLink(bundle.folder().resolve("rules/passwd.rego"), Path.of("/etc/passwd"));
    bundle.with("rules/Other.rego", "package bundle\n").with("notes.txt", "x");
    bundle.with("policy.wasm", "\0asm\1\0\0\0");
    bundle.with("rules/inner.rego", "package integraci\n\nresult := {\"pass\": [\"all\"]}\n");
    var thrown = assertThrows(BundleRefused.class, () -> PolicyBundle.read(bundle.folder()));
    var files = thrown.problems().stream().map(problem -> problem.file()).sorted().toList();
    assertEquals(
        List.of(
            "notes.txt",
            "policy.wasm",
            "rules/Other.rego",
            "rules/inner.rego",
            "rules/passwd.rego"),
        files);
  }

  @Test
  void a_bundle_that_is_too_large_is_refused() throws IOException {
    var bundle = Bundles.in(folder);
    bundle.with("README.md", "x".repeat(PolicyBundle.BYTES_MAX));
    assertThrows(BundleRefused.class, () -> PolicyBundle.read(bundle.folder()));
  }

  @Test
  void the_sandbox_is_left_empty() throws IOException {
    var began = Instant.now().minusSeconds(1);
    served();
    var made = folders().stream().filter(path -> since(path, began)).toList();
    // Whoever else works on this machine has some too, for as long as it works.
    Await.until(
        "nothing is left", Duration.ofSeconds(60), () -> made.stream().noneMatch(Files::exists));
  }

  private static List<Path> folders() throws IOException {
    try (var all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return all.filter(path -> path.getFileName().toString().startsWith("integraci-bundle"))
          .toList();
    }
  }

  private static boolean since(Path path, Instant time) {
    try {
      return Files.getLastModifiedTime(path).toInstant().isAfter(time);
    } catch (IOException e) {
      return false;
    }
  }

  private Undecided.Reason undecided(String rules) throws IOException {
    var bundle = with(rules);
    try (var evaluator = bench().compile(bundle, 1, clock)) {
      var reason = undecided(evaluator, bundle.manifest().decision().facts("facts", bytes()));
      served();
      return reason;
    }
  }

  private static Undecided.Reason undecided(Evaluator evaluator, JsonNode facts) {
    return assertThrows(Undecided.class, () -> evaluator.decide(facts)).reason();
  }

  private static JsonNode facts(PolicyBundle bundle, int passed) {
    var facts = Bundles.FACTS.replace("\"passed\": 12", "\"passed\": " + passed);
    return bundle.manifest().decision().facts("f", facts.getBytes(StandardCharsets.UTF_8));
  }

  /** A bundle that means well is decided by. */
  private void served() throws IOException {
    Path other = Files.createDirectories(folder.resolve("other-" + System.nanoTime()));
    var bundle = PolicyBundle.read(Bundles.in(other).folder());
    try (var evaluator = bench().compile(bundle, 1, clock)) {
      assertTrue(evaluator.decide(bundle.manifest().decision().facts("f", bytes())).allowed());
    }
  }

  private static byte[] bytes() {
    return Bundles.FACTS.getBytes(StandardCharsets.UTF_8);
  }

  private PolicyBundle with(String rules) throws IOException {
    return PolicyBundle.read(Bundles.in(folder).with("rules/gate.rego", rules).folder());
  }

  private PolicyBundle with(String rules, String data) throws IOException {
    var bundle = Bundles.in(folder).with("rules/gate.rego", rules).with("data.json", data);
    return PolicyBundle.read(bundle.folder());
  }

  private static Workbench bench() {
    return new Workbench(opa);
  }
}
