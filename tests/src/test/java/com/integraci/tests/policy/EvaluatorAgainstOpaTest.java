package com.integraci.tests.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.bundles.policy.Finding;
import com.integraci.bundles.policy.PolicyBundle;
import com.integraci.bundles.policy.Rule;
import com.integraci.bundles.policy.Workbench;
import com.integraci.bundles.rego.Opa;
import com.integraci.tests.Parts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every bundle that the product has, decided by the evaluator and by {@code opa eval} on random
 * facts. The seed is printed; {@code -Dintegraci.seed} takes it.
 */
@Tag("isolation")
class EvaluatorAgainstOpaTest {

  private static final int INPUTS = 3000;

  /** One rule in so many. */
  private static final int CONSTANT_PARTS = 5;

  private static final Path RESOURCES = Path.of("../bundles/src/main/resources");
  private static final Path POLICY = RESOURCES.resolve("com/integraci/bundles/policy");
  private static final JsonMapper JSON = JsonMapper.shared();

  @TempDir private Path folder;

  private static final Path TEN_RULES =
      Path.of("src/test/resources/com/integraci/tests/policy/gate");

  /** The folders of all bundles in the product, the one to start from included, and of one more. */
  static List<Path> bundles() throws IOException {
    try (var all = Files.walk(RESOURCES)) {
      var shipped = all.filter(path -> path.endsWith("manifest.json")).map(Path::getParent);
      return Stream.concat(shipped, Stream.of(TEN_RULES)).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("bundles")
  void both_decide_the_same(Path shipped) throws IOException, InterruptedException {
    var bundle = PolicyBundle.read(copy(shipped));
    var constant = constant(bundle, requireTheSame(bundle));
    // Some of the rules come out in one way only by the data that a bundle is shipped with.
    assertTrue(CONSTANT_PARTS * constant.size() <= bundle.manifest().rules().size(), constant + "");
  }

  @Test
  void both_decide_the_same_by_each_shipped_rule_once_trust_is_named()
      throws IOException, InterruptedException {
    var bundle = TrustingGate.bundle();
    assertEquals(List.of(), constant(bundle, requireTheSame(bundle)));
  }

  /** Returns which rules held and which denied. */
  private Set<String> requireTheSame(PolicyBundle bundle) throws IOException, InterruptedException {
    long seed = Long.getLong("integraci.seed", System.nanoTime());
    System.out.println(bundle.manifest().name() + ": -Dintegraci.seed=" + seed);
    var schema =
        JSON.readTree(POLICY.resolve(bundle.manifest().decision().text() + ".schema.json"));
    var spoken =
        bundle.files().values().stream()
            .map(PolicyBundle.Text::content)
            .collect(Collectors.joining("\n"));
    var generator = new FactsGenerator(schema, spoken, new Random(seed));
    var facts = Stream.generate(generator::facts).limit(INPUTS).toList();

    var ours = ours(bundle, facts);
    var theirs = theirs(bundle, facts);
    var seen = new TreeSet<String>();
    for (int i = 0; i < INPUTS; i++) {
      assertEquals(theirs.get(i), ours.get(i), facts.get(i).toString());
      ours.get(i).forEach(found -> seen.add(found.rule().id() + " " + found.outcome().denies()));
    }
    return seen;
  }

  /** The rules that came out in one way only. */
  private static List<String> constant(PolicyBundle bundle, Set<String> seen) {
    var rules = bundle.manifest().rules().stream().map(Rule::id).toList();
    var constant =
        rules.stream()
            .filter(id -> !seen.containsAll(Set.of(id + " true", id + " false")))
            .toList();
    System.out.println("rules that came out in one way only: " + constant);
    return constant;
  }

  /** The one to start from has places for a name and a day. */
  private Path copy(Path shipped) throws IOException {
    try (var files = Files.walk(shipped)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        var target = folder.resolve("bundle").resolve(shipped.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.writeString(
            target,
            Files.readString(file)
                .replace("\"NAME\"", "\"acme-gate\"")
                .replace("\"DAY\"", "\"2026-12-01\""));
      }
    }
    return folder.resolve("bundle");
  }

  /** What the rules said: exceptions are made from it, and not by Rego. */
  private static Finding ofRego(Finding found) {
    return new Finding(found.rule(), found.outcome(), found.detail(), Optional.empty());
  }

  private static List<List<Finding>> ours(PolicyBundle bundle, List<JsonNode> facts) {
    var found = new ArrayList<List<Finding>>();
    try (var opa = Opa.sandboxed(Parts.program("opa"));
        var clock = Executors.newSingleThreadScheduledExecutor();
        var evaluator = new Workbench(opa).compile(bundle, 1, clock)) {
      for (JsonNode each : facts) {
        var bytes = each.toString().getBytes(StandardCharsets.UTF_8);
        var verdict = evaluator.decide(bundle.manifest().decision().facts("facts", bytes));
        found.add(verdict.findings().stream().map(EvaluatorAgainstOpaTest::ofRego).toList());
      }
    }
    return found;
  }

  private List<List<Finding>> theirs(PolicyBundle bundle, List<JsonNode> facts)
      throws IOException, InterruptedException {
    Path work = Files.createDirectory(folder.resolve("opa"));
    for (var file : bundle.files().entrySet()) {
      if (file.getKey().startsWith("rules/") || file.getKey().equals("data.json")) {
        Files.createDirectories(work.resolve(file.getKey()).getParent());
        Files.writeString(work.resolve(file.getKey()), file.getValue().content());
      }
    }
    Files.copy(POLICY.resolve("result.rego"), work.resolve("result.rego"));
    Files.writeString(work.resolve("facts.json"), "{\"all_facts\": " + facts + "}");
    var process =
        new ProcessBuilder(
                Parts.program("opa").toString(),
                "eval",
                "--fail",
                "--data",
                ".",
                "[r | some f in data.all_facts; r := data.integraci.result with input as f]")
            .directory(work.toFile())
            .redirectErrorStream(true)
            .start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(1, TimeUnit.MINUTES), said);
    var results = JSON.readTree(said).at("/result/0/expressions/0/value");
    assertEquals(facts.size(), results.size(), () -> said.substring(0, 2000));
    return results.valueStream().map(result -> findings(bundle, result)).toList();
  }

  private static List<Finding> findings(PolicyBundle bundle, JsonNode result) {
    var pass = ids(result, "pass");
    var none = ids(result, "not_applicable");
    var missing = ids(result, "missing");
    return bundle.manifest().rules().stream()
        .map(
            rule -> {
              var outcome = Finding.Outcome.FAIL;
              outcome = missing.contains(rule.id()) ? Finding.Outcome.NO_EVIDENCE : outcome;
              outcome = none.contains(rule.id()) ? Finding.Outcome.NOT_APPLICABLE : outcome;
              outcome = pass.contains(rule.id()) ? Finding.Outcome.PASS : outcome;
              Optional<String> detail = result.path("detail").path(rule.id()).stringValueOpt();
              return new Finding(rule, outcome, detail, Optional.empty());
            })
        .toList();
  }

  private static Set<String> ids(JsonNode result, String name) {
    return result.path(name).valueStream().map(JsonNode::asString).collect(Collectors.toSet());
  }
}
