package com.integraci.tests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.EventRules;
import com.integraci.appliance.policy.NoticeRules;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A new action does not go out to subscribers, or stay away from them, by being forgotten. */
@Tag("architecture")
class EventListTest {

  @Test
  void every_action_says_whether_it_is_an_event() {
    var rules = EventRules.load();
    var missing =
        Arrays.stream(Action.values()).map(Action::id).filter(id -> !rules.knows(id)).toList();
    assertEquals(
        List.of(), missing, "give it a row in policy/events.txt, and one in docs/events.md");
  }

  @Test
  void every_action_says_whether_members_are_told_of_it() {
    var rules = NoticeRules.load();
    var missing =
        Arrays.stream(Action.values()).map(Action::id).filter(id -> !rules.knows(id)).toList();
    assertEquals(List.of(), missing, "give it a row in policy/notices.txt");
  }
}
