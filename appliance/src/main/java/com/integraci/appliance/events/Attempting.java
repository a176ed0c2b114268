package com.integraci.appliance.events;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.failure.Suspended;
import com.integraci.appliance.failure.Unavailable;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Resource;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One attempt at a delivery that was claimed: counted, sent, noted. The transactions hold the lease
 * and no network; killed in between, the delivery becomes due by itself and is sent again with the
 * same {@code webhook-id}.
 */
final class Attempting {

  /** Longer than signing and sending take. */
  static final Duration LEASE = Duration.ofSeconds(60);

  /** What one endpoint may have under way here, so that a slow one leaves room for others. */
  private static final int UNDER_WAY_MAX = 8;

  private static final Duration MOMENT = Duration.ofSeconds(1);
  private static final Duration SUSPENDED = Duration.ofMinutes(1);
  private static final Duration OPENBAO_AWAY = Duration.ofSeconds(15);

  private final WebhookParts parts;
  private final WebhookSender sender;
  private final WebhookProbe probe;
  private final WebhookStore webhooks = new WebhookStore();
  private final DeliveryStore deliveries = new DeliveryStore();
  private final AttemptStore attempts = new AttemptStore();
  private final Map<UUID, Integer> underWay = new ConcurrentHashMap<>();

  Attempting(WebhookParts parts, WebhookSender sender, WebhookProbe probe) {
    this.parts = parts;
    this.sender = sender;
    this.probe = probe;
  }

  /** What is about to be sent. */
  private record Ready(
      UUID webhook, URI url, UUID key, Optional<UUID> former, DeliveryStore.Kept kept) {}

  /** How an attempt ended. */
  enum Result {
    DELIVERED,
    FAILED,
    PUT_OFF
  }

  Result run(DeliveryStore.Claim claim) {
    Permit permit =
        parts
            .policy()
            .system(
                claim.tenant(),
                UuidV7.next(),
                Action.WEBHOOK_DELIVER,
                Resource.tenant(claim.tenant()));
    Optional<Ready> ready;
    try {
      ready = parts.database().inTenant(claim.tenant(), tx -> ready(tx, permit, claim));
    } catch (Suspended _) {
      // Its messages wait, as its people do.
      putOff(permit, claim, SUSPENDED);
      return Result.PUT_OFF;
    }
    if (ready.isEmpty()) {
      return Result.PUT_OFF;
    }
    UUID webhook = ready.orElseThrow().webhook();
    try {
      if (underWay.merge(webhook, 1, Integer::sum) > UNDER_WAY_MAX) {
        putOff(permit, claim, MOMENT);
        return Result.PUT_OFF;
      }
      return attempt(permit, claim, ready.orElseThrow());
    } finally {
      underWay.computeIfPresent(webhook, (_, count) -> count == 1 ? null : count - 1);
    }
  }

  private Optional<Ready> ready(Tx tx, Permit permit, DeliveryStore.Claim claim) {
    var locked = webhooks.lockOf(tx, claim.tenant(), claim.delivery());
    var kept = deliveries.leased(tx, claim);
    if (locked.isEmpty() || kept.isEmpty()) {
      return Optional.empty();
    }
    var webhook = locked.orElseThrow();
    UUID id = kept.orElseThrow().delivery().webhook();
    if (!webhook.webhook().active()) {
      deliveries.end(tx, permit, claim, Delivery.State.SKIPPED);
      return Optional.empty();
    }
    if (webhooks.waits(tx, claim.tenant(), id)) {
      deliveries.again(tx, permit, claim, Retries.ofDelivery(1));
      return Optional.empty();
    }
    if (webhook.failures() > 0) {
      webhooks.probed(tx, permit, id, LEASE);
    }
    var both = webhook.webhook().formerUntil().filter(until -> until.isAfter(Instant.now()));
    return Optional.of(
        new Ready(
            id,
            webhook.webhook().url(),
            webhook.key(),
            both.flatMap(_ -> webhook.former()),
            kept.orElseThrow()));
  }

  private Result attempt(Permit permit, DeliveryStore.Claim claim, Ready ready) {
    Map<String, String> headers;
    try {
      headers = headers(permit, ready);
    } catch (Unavailable e) {
      // Not the receiver's fault, so it is not counted.
      putOff(permit, claim, OPENBAO_AWAY);
      return Result.PUT_OFF;
    }
    int number = ready.kept().delivery().attempts() + 1;
    parts
        .database()
        .system()
        .inTenant(
            permit.tenant(),
            tx -> {
              deliveries.begin(tx, permit, claim);
              attempts.open(tx, permit, claim, number);
              return number;
            });
    probe.at(WebhookProbe.Point.COUNTED);
    var body = ready.kept().document().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    Sending sending = sender.send(ready.url(), body, headers);
    probe.at(WebhookProbe.Point.SENT);
    return parts
        .database()
        .system()
        .inTenant(permit.tenant(), tx -> note(tx, permit, claim, ready, number, sending));
  }

  private Result note(
      Tx tx, Permit permit, DeliveryStore.Claim claim, Ready ready, int number, Sending sending) {
    webhooks.lock(tx, permit.tenant(), ready.webhook());
    attempts.close(tx, permit, claim, number, sending);
    if (deliveries.leased(tx, claim).isEmpty()) {
      return Result.PUT_OFF;
    }
    if (sending.done()) {
      deliveries.end(tx, permit, claim, Delivery.State.DELIVERED);
      webhooks.works(tx, permit, ready.webhook());
      return Result.DELIVERED;
    }
    int tries = ready.kept().tries() + 1;
    if (tries >= Retries.TRIES_MAX) {
      deliveries.end(tx, permit, claim, Delivery.State.FAILED);
    } else {
      deliveries.again(tx, permit, claim, Retries.ofDelivery(tries));
    }
    failed(tx, permit, ready.webhook(), sending);
    return Result.FAILED;
  }

  private void failed(Tx tx, Permit permit, UUID webhook, Sending sending) {
    int failures =
        webhooks.lock(tx, permit.tenant(), webhook).map(WebhookStore.Kept::failures).orElse(0);
    webhooks.fails(tx, permit, webhook, Retries.ofEndpoint(failures + 1));
    if (sending.gone()) {
      disable(tx, permit, webhook, "It answered that it is gone (410).");
    } else if (webhooks.stuck(tx, permit.tenant(), webhook, Retries.STUCK)) {
      disable(tx, permit, webhook, "Nothing got through for three days. Last: " + sending.error());
    }
  }

  private void disable(Tx tx, Permit permit, UUID webhook, String reason) {
    if (webhooks.disable(tx, permit, webhook, reason)) {
      var own =
          parts
              .policy()
              .system(permit.tenant(), permit.request(), Action.WEBHOOK_DISABLE, permit.resource());
      parts.audit().append(tx, own, AuditEvent.done(new Resource("webhook", webhook)));
    }
  }

  private void putOff(Permit permit, DeliveryStore.Claim claim, Duration wait) {
    parts
        .database()
        .system()
        .inTenant(
            permit.tenant(),
            tx -> {
              deliveries.again(tx, permit, claim, wait);
              return wait;
            });
  }

  private Map<String, String> headers(Permit permit, Ready ready) {
    String id = ready.kept().delivery().message();
    long now = Instant.now().getEpochSecond();
    byte[] signed = Message.signed(id, now, ready.kept().document());
    var signatures = new ArrayList<String>();
    signatures.add(signature(permit, ready.key(), signed));
    ready.former().ifPresent(key -> signatures.add(signature(permit, key, signed)));
    var headers = new LinkedHashMap<String, String>();
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", Long.toString(now));
    headers.put("webhook-signature", String.join(" ", signatures));
    return headers;
  }

  private String signature(Permit permit, UUID key, byte[] signed) {
    return "v1," + Base64.getEncoder().encodeToString(parts.keys().sign(permit, key, signed));
  }
}
