package com.integraci.appliance.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventRulesTest {

  private static final Path DOCUMENT = Path.of("../docs/events.md");

  private final EventRules rules = EventRules.load();

  @Test
  void every_action_is_on_the_list() {
    var missing =
        Arrays.stream(Action.values()).map(Action::id).filter(id -> !rules.knows(id)).toList();
    assertEquals(List.of(), missing, "say in policy/events.txt who hears of it, or -");
  }

  @Test
  void a_role_hears_of_what_it_may_see() {
    assertTrue(rules.heardBy(Role.DEVELOPER).contains("secret.put"));
    assertFalse(rules.heardBy(Role.VIEWER).contains("secret.put"));
    assertTrue(rules.heardBy(Role.VIEWER).contains("tenant.create"));
    assertTrue(rules.all().containsAll(rules.heardBy(Role.OWNER)));
  }

  @Test
  void nobody_hears_of_what_is_for_auditors_or_of_what_is_only_read() {
    var none = List.of("audit.", "refusal.", "session.");
    assertEquals(
        List.of(),
        rules.all().stream()
            .filter(id -> none.stream().anyMatch(id::startsWith) || id.endsWith(".list"))
            .toList());
  }

  @Test
  void an_action_without_a_row_is_no_event() {
    var empty = EventRules.parse(Permissions.load(), "# nothing\n");
    assertEquals(Set.of(), empty.all());
    assertFalse(empty.knows("secret.put"));
  }

  @Test
  void a_row_that_is_not_understood_is_refused() {
    assertRefused("two rows for secret.put", "secret.put -\nsecret.put -");
    assertRefused("no action is called", "secret.push -");
    assertRefused("no action is called", "secret.put secret.see");
    assertRefused("is not an action and what it takes", "secret.put");
  }

  @Test
  void the_documented_events_are_the_listed_ones() throws IOException {
    var documented =
        Files.readAllLines(DOCUMENT).stream()
            .filter(line -> line.matches("\\| [a-z]+\\.[a-z.]+ \\| [a-z]+\\.[a-z.]+ \\|"))
            .map(line -> line.substring(2, line.indexOf(' ', 2)))
            .toList();
    assertEquals(List.copyOf(rules.all()), documented, "docs/events.md");
  }

  private static void assertRefused(String message, String list) {
    var refused =
        assertThrows(IllegalStateException.class, () -> EventRules.parse(Permissions.load(), list));
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
  }
}
