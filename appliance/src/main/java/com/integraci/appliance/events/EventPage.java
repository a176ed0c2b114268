package com.integraci.appliance.events;

import java.util.List;
import java.util.Map;

/**
 * A page of a tenant's events, the oldest first.
 *
 * @param events CloudEvents 1.0, as JSON objects; there may be none before the end
 * @param next the cursor of the next page, also when nothing has happened there yet
 * @param more whether there is something after it already
 */
public record EventPage(List<Map<String, Object>> events, long next, boolean more) {

  public EventPage {
    events = List.copyOf(events);
  }
}
