package com.integraci.appliance.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.console.DecisionView.Again;
import com.integraci.appliance.console.DecisionView.Change;
import com.integraci.appliance.decisions.Decisions;
import com.integraci.appliance.decisions.Findings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a page says of a decision that was made again. */
final class DecisionAgainTest {

  private static final String WRITTEN =
      """
      {"findings": [{"rule": "tests_passed", "outcome": "pass"},
                    {"rule": "reviewed", "outcome": "pass", "detail": "by one"},
                    {"rule": "gone", "outcome": "not_applicable"}]}
      """;

  @Test
  void the_same_changes_nothing() {
    assertEquals(new Again(true, List.of()), again(true, WRITTEN));
  }

  @Test
  void each_rule_that_came_out_differently_is_told_with_both() {
    var now =
        """
        {"findings": [{"rule": "tests_passed", "outcome": "fail"},
                      {"rule": "reviewed", "outcome": "pass", "detail": "by two"},
                      {"rule": "come", "outcome": "no_evidence"}]}
        """;
    assertEquals(
        List.of(
            new Change("tests_passed", "holds", "fails"),
            new Change("reviewed", "holds by one", "holds by two"),
            new Change("gone", "does not apply", "not asked"),
            new Change("come", "not asked", "no evidence")),
        again(false, now).changes());
  }

  @Test
  void rules_that_come_to_no_end_leave_all_of_then_unasked() {
    var now = again(false, "{\"findings\": [], \"message\": \"They take too long.\"}");
    assertEquals(3, now.changes().size());
    assertTrue(now.changes().stream().allMatch(one -> one.now().equals("not asked")));
  }

  private static Again again(boolean same, String result) {
    return Again.of(new Decisions.Again(same, result), Findings.read(WRITTEN));
  }
}
