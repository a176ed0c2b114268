package com.integraci.appliance.console;

import com.integraci.appliance.events.Delivery;
import com.integraci.appliance.events.Webhook;
import java.util.Optional;

/** Says how a webhook is. */
final class WebhookRows {

  private WebhookRows() {}

  static WebhooksView.Row of(Webhook webhook, Optional<DeliveryRow> last, String href) {
    int events = webhook.events().size();
    return new WebhooksView.Row(
        webhook.url().toString(),
        webhook.description(),
        switch (events) {
          case 0 -> "all events";
          case 1 -> webhook.events().getFirst();
          default -> events + " events";
        },
        webhook.events(),
        state(webhook, last),
        last,
        webhook.createdAt(),
        href);
  }

  private static WebhooksView.State state(Webhook webhook, Optional<DeliveryRow> last) {
    if (!webhook.active()) {
      return new WebhooksView.State(Lamp.OFF, "disabled", webhook.reason());
    }
    if (webhook.failingSince().isPresent()) {
      var since = Moment.text(webhook.failingSince().orElseThrow());
      return new WebhooksView.State(Lamp.BAD, "failing", "since " + since);
    }
    boolean taken = last.filter(one -> one.state() == Delivery.State.DELIVERED).isPresent();
    return taken
        ? new WebhooksView.State(Lamp.OK, "works", "")
        : new WebhooksView.State(Lamp.OK, "active", "");
  }
}
