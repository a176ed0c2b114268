package com.integraci.bundles.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RuleSourceTest {

  private static final PolicyBundle GATE = ShippedBundle.gate();

  @Test
  void every_shipped_rule_has_code_and_tests_at_the_lines_that_are_named() {
    for (Rule rule : GATE.manifest().rules()) {
      var source = RuleSource.of(GATE, rule.id());
      assertFalse(source.code().isEmpty(), rule.id());
      assertTrue(source.tests().size() >= 4, rule.id());
      for (RuleSource.Part part : source.code()) {
        var lines = GATE.files().get(part.file()).content().lines().toList();
        assertEquals(part.text().lines().findFirst().orElseThrow(), lines.get(part.line() - 1));
      }
    }
  }

  @Test
  void a_part_is_whole_and_has_the_comment_above_it() {
    var tests = RuleSource.of(GATE, "review_by_other").tests();
    assertTrue(
        tests.stream()
            .map(RuleSource.Part::text)
            .anyMatch(
                text ->
                    text.startsWith("# Which commit was approved is the next rule's matter.\n")
                        && text.contains("test_review_by_other__boundary if {")
                        && text.endsWith("}")));
  }

  @Test
  void a_rule_whose_id_begins_as_this_one_is_another() {
    var source = RuleSource.of(GATE, "review_by");
    assertEquals(List.of(), source.code());
    assertEquals(List.of(), source.tests());
  }
}
