package com.integraci.appliance.events;

import java.net.URI;
import java.util.List;
import java.util.Objects;

/**
 * What an endpoint is to be.
 *
 * @param url an address as {@link WebhookUrl} takes it
 * @param description up to 200 characters
 * @param events actions that are events; none means all
 * @param active whether anything is to be sent
 */
public record WebhookCommand(URI url, String description, List<String> events, boolean active) {

  /** The most characters of a description. */
  public static final int DESCRIPTION_MAX = 200;

  public WebhookCommand {
    Objects.requireNonNull(url);
    events = events.stream().distinct().sorted().toList();
    if (description.length() > DESCRIPTION_MAX) {
      throw new IllegalArgumentException("a description of " + description.length());
    }
  }

  /** What an endpoint is. */
  static WebhookCommand of(Webhook webhook) {
    return new WebhookCommand(
        webhook.url(), webhook.description(), webhook.events(), webhook.active());
  }

  /** The same, but sent to or not. */
  public WebhookCommand activeIs(boolean sent) {
    return new WebhookCommand(url, description, events, sent);
  }
}
