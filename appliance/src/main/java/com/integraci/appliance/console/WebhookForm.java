package com.integraci.appliance.console;

import com.integraci.appliance.events.Webhook;
import com.integraci.appliance.events.WebhookCommand;
import com.integraci.appliance.events.WebhookUrl;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.http.Fields;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was typed of a webhook, before it is known to be right.
 *
 * @param values by field; an event that is marked has a field of its own
 * @param problems what is wrong with how it was sent
 */
record WebhookForm(Map<String, String> values, List<Invalid.Problem> problems) {

  /** What is kept of a field to be shown again; more than any rule allows. */
  private static final int TYPED_MAX = 4_000;

  private static final String EVENT = "event.";
  private static final String ALL = "all";
  private static final String SOME = "some";

  WebhookForm {
    values = Map.copyOf(values);
    problems = List.copyOf(problems);
  }

  /** Nothing was typed. */
  static Form blank() {
    return Form.of(Map.of("hears", ALL));
  }

  /** What it is now. */
  static Form of(Webhook webhook) {
    var values = new LinkedHashMap<String, String>();
    values.put("url", webhook.url().toString());
    values.put("description", webhook.description());
    values.put("hears", webhook.events().isEmpty() ? ALL : SOME);
    webhook.events().forEach(event -> values.put(field(event), "true"));
    return Form.of(values);
  }

  /** Reads what was sent. */
  static WebhookForm read(Fields fields, Collection<String> events) {
    fields.skip("csrf");
    var values = new LinkedHashMap<String, String>();
    values.put("url", fields.text("url", 0, TYPED_MAX).strip());
    values.put("description", fields.text("description", 0, TYPED_MAX).strip());
    values.put("hears", fields.oneOf("hears", List.of(ALL, SOME)));
    for (String event : events) {
      if (fields.flag(field(event))) {
        values.put(field(event), "true");
      }
    }
    try {
      fields.end();
      return new WebhookForm(values, List.of());
    } catch (Invalid e) {
      return new WebhookForm(values, e.problems());
    }
  }

  Form form() {
    return Form.of(values);
  }

  /**
   * What it asks for.
   *
   * @throws Invalid with everything that is wrong
   */
  WebhookCommand command(boolean active, boolean insideAllowed) {
    var wrong = new ArrayList<>(problems);
    var url = url(insideAllowed, wrong);
    var description = values.get("description");
    if (description.length() > WebhookCommand.DESCRIPTION_MAX) {
      wrong.add(
          new Invalid.Problem(
              "description",
              "A description has " + WebhookCommand.DESCRIPTION_MAX + " characters at most."));
    }
    var events = values.get("hears").equals(SOME) ? marked() : List.<String>of();
    if (values.get("hears").equals(SOME) && events.isEmpty()) {
      wrong.add(new Invalid.Problem("events", "Mark at least one event, or take all of them."));
    }
    if (!wrong.isEmpty()) {
      throw new Invalid(wrong);
    }
    return new WebhookCommand(url, description, events, active);
  }

  private URI url(boolean insideAllowed, List<Invalid.Problem> wrong) {
    try {
      return WebhookUrl.of(values.get("url"), insideAllowed);
    } catch (Invalid e) {
      wrong.addAll(e.problems());
      return URI.create("");
    }
  }

  private List<String> marked() {
    return values.keySet().stream()
        .filter(field -> field.startsWith(EVENT))
        .map(field -> field.substring(EVENT.length()))
        .toList();
  }

  /** The form's field of an event. */
  static String field(String event) {
    return EVENT + event;
  }

  /** The events by what they are about, each as the form shows it. */
  static List<WebhooksView.About> choices(Collection<String> events) {
    var found = new TreeMap<String, List<String>>();
    events.stream()
        .sorted()
        .forEach(
            event ->
                found
                    .computeIfAbsent(event.substring(0, event.indexOf('.')), _ -> new ArrayList<>())
                    .add(event));
    return found.entrySet().stream()
        .map(each -> new WebhooksView.About(Words.about(each.getKey()), each.getValue()))
        .toList();
  }
}
