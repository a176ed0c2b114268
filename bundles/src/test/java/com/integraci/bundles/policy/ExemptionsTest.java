package com.integraci.bundles.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ExemptionsTest {

  private static final Rule RULE =
      new Rule("tests_passed", "Tests", Rule.Severity.HIGH, "None.", "Run them.", List.of());

  @Test
  void one_counts_for_its_rule_until_it_expires() {
    assertEquals(Optional.of("a"), of("2026-12-01T08:00:01Z", "tests_passed"));
    assertEquals(Optional.empty(), of("2026-12-01T08:00:00Z", "tests_passed"), "its end is none");
    assertEquals(Optional.empty(), of("2026-12-02T08:00:00Z", "reviewed"));
  }

  @Test
  void a_rule_that_does_not_hold_denies_unless_there_is_one() {
    for (Finding.Outcome outcome : Finding.Outcome.values()) {
      var finding = new Finding(RULE, outcome, Optional.empty(), Optional.empty());
      assertEquals(outcome.denies(), finding.denies());
      var excepted = new Finding(RULE, outcome, Optional.empty(), Optional.of("a"));
      assertFalse(excepted.denies());
      assertEquals(!outcome.denies(), new Verdict(List.of(finding)).allowed());
      assertTrue(new Verdict(List.of(excepted)).allowed());
    }
  }

  private static Optional<String> of(String expires, String rule) {
    var facts =
        JsonMapper.shared()
            .readTree(
                """
                {"time": "2026-12-01T08:00:00Z",
                 "exceptions": [{"id": "a", "rule": "%s", "expires": "%s"}]}
                """
                    .formatted(rule, expires));
    return Exemptions.of(facts).of(RULE);
  }
}
