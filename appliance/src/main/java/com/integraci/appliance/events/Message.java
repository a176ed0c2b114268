package com.integraci.appliance.events;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is sent: an event, or a ping.
 *
 * @param id {@code webhook-id}: the same at every attempt
 * @param action the event's action
 * @param document the CloudEvent in JSON
 */
record Message(String id, String action, String document) {

  private static final JsonMapper JSON = new JsonMapper();

  static Message of(Event event) {
    return new Message(event.id(), event.action(), JSON.writeValueAsString(event.document()));
  }

  static Message ping(java.util.Map<String, Object> document) {
    return new Message(document.get("id").toString(), "ping", JSON.writeValueAsString(document));
  }

  byte[] body() {
    return document.getBytes(StandardCharsets.UTF_8);
  }

  /** What Standard Webhooks signs. */
  static byte[] signed(String id, long epochSecond, String document) {
    return (id + "." + epochSecond + "." + document).getBytes(StandardCharsets.UTF_8);
  }
}
