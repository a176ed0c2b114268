package com.integraci.tests.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.bundles.policy.DecisionKind;
import com.integraci.bundles.policy.Evaluator;
import com.integraci.bundles.policy.Finding;
import com.integraci.bundles.policy.Finding.Outcome;
import com.integraci.bundles.policy.PolicyBundle;
import com.integraci.bundles.policy.ShippedBundle;
import com.integraci.bundles.policy.Workbench;
import com.integraci.bundles.rego.Opa;
import com.integraci.tests.Parts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The shipped rules for gates: their tests, and decisions by what they are compiled to. */
@Tag("isolation")
class ShippedGateTest {

  private static final JsonMapper JSON = JsonMapper.shared();

  private static Opa opa;
  private static ScheduledExecutorService clock;
  private static Evaluator rules;

  @BeforeAll
  static void open() {
    opa = Opa.sandboxed(Parts.program("opa"));
    clock = Executors.newSingleThreadScheduledExecutor();
    rules = new Workbench(opa).compile(TrustingGate.bundle(), 1, clock);
  }

  @AfterAll
  static void close() {
    rules.close();
    opa.close();
    clock.shutdownNow();
  }

  @Test
  void its_tests_pass_as_shipped_and_with_other_limits() {
    for (PolicyBundle bundle : List.of(ShippedBundle.gate(), TrustingGate.bundle())) {
      var bench = new Workbench(opa);
      assertEquals(List.of(), bench.check(bundle));
      var tested = bench.test(bundle);
      assertTrue(tested.passed(), () -> tested.missing() + " " + tested.report());
    }
  }

  @Test
  void good_facts_pass_every_rule() throws IOException {
    var outcomes = outcomes(good());
    assertEquals(ShippedBundle.gate().manifest().rules().size(), outcomes.size());
    assertEquals(List.of(Outcome.PASS), outcomes.values().stream().distinct().toList());
  }

  @Test
  void as_shipped_good_facts_want_for_trust_alone() throws IOException {
    try (var shipped = new Workbench(opa).compile(ShippedBundle.gate(), 1, clock)) {
      var denials = shipped.decide(facts(good())).denials();
      assertEquals(
          List.of("provenance_builder", "provenance_build_type", "provenance_source"),
          denials.stream().map(finding -> finding.rule().id()).toList());
    }
  }

  @Test
  void without_any_evidence_no_rule_holds() {
    var bare = good();
    List.of("change", "artifact", "approvals", "rollback").forEach(bare::remove);
    bare.putObject("evidence");
    // Without any exception these rules have nothing to say.
    ((ObjectNode) bare.at("/exceptions/0"))
        .remove(List.of("days", "asked_by", "approved_by", "owner"));
    var outcomes = outcomes(bare);
    assertEquals(Outcome.PASS, outcomes.remove("change_freeze"));
    assertEquals(Outcome.NOT_APPLICABLE, outcomes.remove("attestations_match"));
    assertEquals(List.of(Outcome.NO_EVIDENCE), outcomes.values().stream().distinct().toList());
  }

  @Test
  void each_piece_of_evidence_that_is_gone_denies() {
    var denied = new TreeSet<String>();
    for (String path : paths("", good()).toList()) {
      var facts = good();
      int name = path.lastIndexOf('/');
      ((ObjectNode) facts.at(path.substring(0, name))).remove(path.substring(name + 1));
      denied.addAll(denials(facts));
    }
    assertEquals(outcomes(good()).keySet(), denied);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-12-01T08:00:00Z, critical, 2026-11-24T08:00:00Z, PASS",
    "2026-12-01T08:00:00Z, critical, 2026-11-24T07:59:59Z, FAIL",
    "2024-03-07T08:00:00Z, critical, 2024-02-29T08:00:00Z, PASS",
    "2024-03-07T08:00:00Z, critical, 2024-02-29T07:59:59Z, FAIL",
    "2027-01-08T00:00:09Z, high, 2026-12-09T00:00:09Z, PASS",
    "2027-01-08T00:00:09Z, high, 2026-12-09T00:00:08Z, FAIL",
    "2026-12-01T08:00:00Z, medium, 2026-09-02T08:00:00Z, PASS",
    "2026-12-01T08:00:00Z, medium, 2026-09-02T07:59:59Z, FAIL",
    "2026-12-01T08:00:00Z, medium, 2026-12-01T08:00:01Z, NO_EVIDENCE",
  })
  void days_are_counted_to_the_second(
      String time, String severity, String published, Outcome wanted) {
    var facts = good().put("time", time);
    vulnerabilities(facts).addObject().put("id", "V-1").put("severity", severity);
    ((ObjectNode) facts.at("/evidence/vulnerabilities/0")).put("published", published);
    assertEquals(wanted, outcomes(facts).get("vulnerabilities_" + severity));
  }

  @Test
  void long_lists_are_decided_in_time() {
    IntStream.range(0, 50).forEach(_ -> denials(good()));
    var facts = good();
    var severities = List.of("critical", "high", "medium", "unknown");
    for (int i = 0; i < 200; i++) {
      vulnerabilities(facts)
          .addObject()
          .put("id", "VULNERABILITY-2026-" + i)
          .put("severity", severities.get(i % severities.size()))
          .put("published", "2026-11-%02dT08:00:00Z".formatted(i % 30 + 1));
    }
    fill((ArrayNode) facts.at("/evidence/sbom/licences"), 98);
    fill((ArrayNode) facts.at("/evidence/sbom/purl_types"), 18);
    fill((ArrayNode) facts.at("/evidence/provenance/parameters"), 20);
    for (int i = 0; i < 20; i++) {
      person(facts.withArray("approvals"), i);
      person((ArrayNode) facts.at("/change/reviews"), i).put("approves", i % 2 == 0);
    }
    var verdict = rules.decide(facts(facts));
    assertEquals(
        List.of(
            "review_unopposed",
            "provenance_parameters",
            "licences_allowed",
            "registries_allowed",
            "vulnerabilities_critical",
            "vulnerabilities_rated",
            "vulnerabilities_triaged"),
        verdict.denials().stream().map(finding -> finding.rule().id()).toList());
  }

  private static void fill(ArrayNode list, int count) {
    IntStream.range(0, count).forEach(i -> list.add("made-up-entry-of-a-list-" + i));
  }

  private static ObjectNode person(ArrayNode list, int number) {
    return list.addObject()
        .put("by", "u-9" + number)
        .put("commit", "0123456789abcdef0123456789abcdef01234567");
  }

  private static ArrayNode vulnerabilities(ObjectNode facts) {
    return (ArrayNode) facts.at("/evidence/vulnerabilities");
  }

  /** Every member of these facts, and of their objects, those in lists too. */
  private static Stream<String> paths(String above, JsonNode node) {
    if (node.isArray()) {
      return IntStream.range(0, node.size())
          .boxed()
          .flatMap(place -> paths(above + "/" + place, node.get(place)));
    }
    return node.properties().stream()
        .flatMap(
            member -> {
              var path = above + "/" + member.getKey();
              return Stream.concat(Stream.of(path), paths(path, member.getValue()));
            });
  }

  private static List<String> denials(ObjectNode facts) {
    return rules.decide(facts).denials().stream().map(finding -> finding.rule().id()).toList();
  }

  private static Map<String, Outcome> outcomes(ObjectNode facts) {
    return rules.decide(facts(facts)).findings().stream()
        .collect(
            Collectors.toMap(
                finding -> finding.rule().id(), Finding::outcome, (a, _) -> a, TreeMap::new));
  }

  /** By way of the schema, as whoever asks a gate. */
  private static JsonNode facts(ObjectNode facts) {
    return DecisionKind.GATE_1.facts(
        "facts.json", facts.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode good() {
    try (var in = ShippedGateTest.class.getResourceAsStream("good.json")) {
      return (ObjectNode) JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
