package com.integraci.appliance.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.failure.Invalid;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WebhookFormTest {

  @Test
  void everything_that_is_wrong_is_said_at_once_and_what_was_typed_is_kept() {
    var long201 = "x".repeat(201);
    var typed = typed("http://a.example", long201, "some");
    var problems =
        assertThrows(Invalid.class, () -> typed.command(true, false)).problems().stream()
            .map(Invalid.Problem::field)
            .toList();
    assertEquals(List.of("url", "description", "events"), problems);
    assertEquals(long201, typed.form().value("description"));
  }

  @Test
  void an_address_inside_is_refused_unless_the_operator_allows_it() {
    var typed = typed("https://10.1.2.3/hook", "", "all");
    assertThrows(Invalid.class, () -> typed.command(true, false));
    assertEquals("10.1.2.3", typed.command(true, true).url().getHost());
  }

  @Test
  void marks_count_only_when_some_are_wanted() {
    var some = Map.of("url", "https://a.example", "description", "", "event.secret.put", "true");
    var marked = new java.util.HashMap<>(some);
    marked.put("hears", "some");
    assertEquals(
        List.of("secret.put"), new WebhookForm(marked, List.of()).command(true, false).events());
    marked.put("hears", "all");
    var all = new WebhookForm(marked, List.of()).command(false, false);
    assertEquals(List.of(), all.events());
    assertFalse(all.active());
  }

  @Test
  void events_stand_together_by_what_they_are_about() {
    var choices = WebhookForm.choices(List.of("secret.put", "account.create", "secret.delete"));
    assertEquals(
        List.of("Service accounts", "Secrets"),
        choices.stream().map(WebhooksView.About::label).toList());
    assertEquals(List.of("secret.delete", "secret.put"), choices.getLast().events());
  }

  @Test
  void a_replay_says_how_much_it_began_and_when_there_is_more() {
    assertTrue(DeliveryPages.replayed(0).contains("nothing"));
    assertTrue(DeliveryPages.replayed(1).startsWith("1 delivery "));
    assertTrue(DeliveryPages.replayed(1_000).contains("once more"));
  }

  private static WebhookForm typed(String url, String description, String hears) {
    return new WebhookForm(
        Map.of("url", url, "description", description, "hears", hears), List.of());
  }
}
