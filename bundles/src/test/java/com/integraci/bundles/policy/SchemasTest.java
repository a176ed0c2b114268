package com.integraci.bundles.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.integraci.bundles.rego.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What breaks a schema is said with its place, and of the document as a whole without one. */
final class SchemasTest {

  @Test
  void what_is_missing_at_the_top_is_said_as_a_sentence() {
    assertEquals(
        List.of(
            "required property 'commit' not found",
            "required property 'environment' not found",
            "required property 'evidence' not found",
            "required property 'service' not found"),
        said("{\"time\": \"2026-11-28T12:00:00Z\", \"gate\": \"deploy\"}"));
  }

  @Test
  void what_is_wrong_further_down_is_said_at_its_place() {
    var facts =
        """
        {"time": "2026-11-28T12:00:00Z", "gate": "deploy", "service": "shop",
         "commit": "0123456789abcdef0123456789abcdef01234567", "environment": "production",
         "evidence": {"tests": {"passed": 1, "failed": 0}}}
        """;
    assertEquals(List.of("/evidence/tests: required property 'skipped' not found"), said(facts));
  }

  private static List<String> said(String facts) {
    var refused =
        assertThrows(
            BundleRefused.class, () -> DecisionKind.GATE_1.facts("facts", facts.getBytes(UTF_8)));
    return refused.problems().stream().map(Problem::message).toList();
  }
}
