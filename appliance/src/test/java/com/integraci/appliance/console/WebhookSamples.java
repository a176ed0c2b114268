package com.integraci.appliance.console;

import com.integraci.appliance.events.Delivery;
import com.integraci.appliance.events.Webhook;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Pages of webhooks, with plausible content. */
final class WebhookSamples {

  private static final String BASE = Samples.BASE + "/webhooks";
  private static final UUID ID = UUID.fromString("01943a5e-8a53-7c3e-9c7b-0d4d5b0c9f1a");
  private static final String ONE = BASE + "/" + ID;
  private static final List<WebhooksView.About> CHOICES =
      WebhookForm.choices(
          List.of(
              "account.create", "secret.put", "secret.delete", "tenant.repair", "workflow.run"));
  private static final String DOCUMENT =
      "{\"specversion\":\"1.0\",\"type\":\"integraci.secret.put\",\"source\":\"/t/acme\"}";

  private WebhookSamples() {}

  static void add(Map<String, String> pages) {
    var works = webhook(true, "", Optional.empty(), List.of());
    var failing =
        webhook(true, "", Optional.of(Samples.before(Duration.ofHours(7))), List.of("secret.put"));
    var off =
        webhook(
            false,
            "Nothing got through for three days.",
            Optional.empty(),
            List.of("secret.put", "secret.delete"));
    var rows = List.of(row(works), row(failing), row(off));
    var secret =
        new WebhooksView.Secret(works.url().toString(), "whsec_vYx7c1Jd2mQkS8uPq0tRz3LwNfHaEiGb");
    pages.put("webhooks", list(rows, Optional.empty(), true, WebhookForm.blank()));
    pages.put("webhooks-made", list(rows, Optional.of(secret), true, WebhookForm.blank()));
    pages.put("webhooks-empty", list(List.of(), Optional.empty(), false, WebhookForm.blank()));
    var wrong =
        Form.of(Map.of("url", "http://inside", "hears", "some"))
            .wrong("url", "An address begins with https://, names a host, and has no user.")
            .wrong("events", "Mark at least one event, or take all of them.");
    pages.put("webhooks-wrong", list(rows, Optional.empty(), true, wrong));
    pages.put("webhook", one(works, WebhookView.Said.done("", WebhookForm.of(works)), true));
    pages.put("webhook-read", one(failing, WebhookView.Said.done("", Form.EMPTY), false));
    pages.put(
        "webhook-off",
        one(
            off,
            WebhookView.Said.refused(
                "The webhook is disabled. Enable it first.", WebhookForm.of(off)),
            true));
    var period =
        Form.of(Map.of("from", "2026-11-22T12:00", "to", ""))
            .wrong("to", "A time is like 2026-11-22T12:00.");
    pages.put(
        "webhook-period",
        one(works, WebhookView.Said.done("", WebhookForm.of(works)).with(400, period), true));
    pages.put("delivery", delivery(Delivery.State.FAILED));
    pages.put("delivery-waiting", delivery(Delivery.State.WAITING));
  }

  private static Webhook webhook(
      boolean active, String reason, Optional<Instant> failing, List<String> events) {
    return new Webhook(
        ID,
        URI.create("https://hooks.acme.example/integraci"),
        "Builds start here",
        events,
        active,
        reason,
        failing,
        Optional.of(Samples.NOW.plusSeconds(3600)),
        Samples.before(Duration.ofDays(3)));
  }

  private static DeliveryRow sent(Delivery.State state) {
    return new DeliveryRow(
        "secret.put",
        state,
        2,
        Samples.before(Duration.ofMinutes(4)),
        ONE + "/deliveries/" + state);
  }

  private static WebhooksView.Row row(Webhook webhook) {
    return WebhookRows.of(webhook, Optional.of(sent(Delivery.State.DELIVERED)), ONE);
  }

  private static String list(
      List<WebhooksView.Row> rows,
      Optional<WebhooksView.Secret> secret,
      boolean writable,
      Form form) {
    return Page.webhooks(
        Samples.member("Webhooks", Section.WEBHOOKS),
        new WebhooksView("", secret, rows, writable, CHOICES, BASE, form));
  }

  private static String one(Webhook webhook, WebhookView.Said said, boolean writable) {
    var sent =
        new WebhookView.Sent(
            List.of(sent(Delivery.State.WAITING), sent(Delivery.State.SKIPPED)),
            List.of("waiting", "delivered", "failed", "skipped"),
            "",
            ONE + "?before=" + ID);
    return Page.webhook(
        Samples.member("Webhook", Section.WEBHOOKS),
        new WebhookView(
            said,
            row(webhook),
            webhook.active(),
            webhook.formerUntil(),
            sent,
            writable,
            CHOICES,
            ONE,
            BASE));
  }

  private static String delivery(Delivery.State state) {
    boolean waits = state == Delivery.State.WAITING;
    var tries =
        List.of(
            new Delivery.Attempt(
                2,
                waits ? "open" : "failed",
                Optional.empty(),
                waits ? "" : "No whole answer within 15 s.",
                15_000,
                Samples.before(Duration.ofMinutes(3))),
            new Delivery.Attempt(
                1,
                "failed",
                Optional.of(500),
                "It answered with status 500.",
                41,
                Samples.before(Duration.ofMinutes(4))));
    return Page.delivery(
        Samples.member("Delivery", Section.WEBHOOKS),
        new DeliveryView(
            "",
            "",
            sent(state),
            ID + "-17",
            waits ? Optional.of(Samples.NOW.plusSeconds(20)) : Optional.empty(),
            waits ? Optional.empty() : Optional.of(Samples.before(Duration.ofMinutes(2))),
            tries.stream().map(DeliveryView.Try::of).toList(),
            DOCUMENT,
            waits ? "" : ONE + "/deliveries/1/replay",
            ONE,
            waits));
  }
}
