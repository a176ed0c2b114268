package com.integraci.appliance.events;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Resource;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The verbs of what was sent to endpoints, and of sending it again. */
public final class Deliveries {

  /** How many deliveries a page has at most. */
  public static final int PAGE_MAX = 100;

  /** How many deliveries one replay begins anew at most. */
  public static final int REPLAY_MAX = 1_000;

  private static final String NONE = "There is no such webhook.";

  private final WebhookParts parts;
  private final Runnable wake;
  private final WebhookStore webhooks = new WebhookStore();
  private final DeliveryStore deliveries = new DeliveryStore();
  private final AttemptStore attempts = new AttemptStore();

  /**
   * The verbs.
   *
   * @param wake has what is due sent soon
   */
  public Deliveries(WebhookParts parts, Runnable wake) {
    this.parts = parts;
    this.wake = wake;
  }

  /** Sends it a message that says nothing, and answers with the delivery to watch. */
  public Delivery ping(Caller caller, UUID id) {
    Permit permit = permit(caller, Action.WEBHOOK_SEND);
    var message = Message.ping(ping(permit));
    var sent =
        parts
            .database()
            .inTenant(
                permit.tenant(),
                tx -> {
                  expectActive(expect(tx, permit, id));
                  deliveries.add(tx, permit, id, List.of(message), true);
                  record(tx, permit, id, "ping");
                  return newest(tx, permit, id);
                });
    wake.run();
    return sent;
  }

  /** What was sent to an endpoint or is to be, the newest first. */
  public Delivery.Page deliveries(Caller caller, UUID id, DeliveryFilter filter, int limit) {
    if (limit < 1 || limit > PAGE_MAX) {
      throw new IllegalArgumentException("a page of " + limit);
    }
    Permit permit = permit(caller, Action.WEBHOOK_READ);
    var found =
        parts
            .database()
            .inTenant(
                permit.tenant(),
                tx -> {
                  expect(tx, permit, id);
                  return deliveries.page(tx, permit.tenant(), id, filter, limit + 1);
                });
    if (found.size() <= limit) {
      return new Delivery.Page(found, java.util.Optional.empty());
    }
    var page = found.subList(0, limit);
    return new Delivery.Page(page, java.util.Optional.of(page.getLast().id()));
  }

  /** The newest delivery of each endpoint that has any, by the endpoint. */
  public Map<UUID, Delivery> latest(Caller caller) {
    Permit permit = permit(caller, Action.WEBHOOK_READ);
    return parts
        .database()
        .inTenant(permit.tenant(), tx -> deliveries.latest(tx, permit.tenant()))
        .stream()
        .collect(Collectors.toUnmodifiableMap(Delivery::webhook, Function.identity()));
  }

  /** One delivery with its attempts. */
  public Delivery.Detail delivery(Caller caller, UUID id, UUID delivery) {
    Permit permit = permit(caller, Action.WEBHOOK_READ);
    return parts
        .database()
        .inTenant(
            permit.tenant(),
            tx -> {
              var kept = expect(tx, permit, id, delivery);
              return new Delivery.Detail(
                  kept.delivery(), kept.document(), attempts.all(tx, permit.tenant(), delivery));
            });
  }

  /** Sends one delivery again, with the same {@code webhook-id}. */
  public Delivery replay(Caller caller, UUID id, UUID delivery) {
    Permit permit = permit(caller, Action.WEBHOOK_SEND);
    var again =
        parts
            .database()
            .inTenant(
                permit.tenant(),
                tx -> {
                  expectActive(expect(tx, permit, id));
                  expect(tx, permit, id, delivery);
                  if (!deliveries.replay(tx, permit, id, delivery)) {
                    throw new Conflict("This delivery is waiting to be sent.");
                  }
                  record(tx, permit, id, "replay of " + delivery);
                  return expect(tx, permit, id, delivery).delivery();
                });
    wake.run();
    return again;
  }

  /** Sends again what an endpoint did not get in a while, {@link #REPLAY_MAX} at a time. */
  public long replay(Caller caller, ReplayPeriod period) {
    Permit permit = permit(caller, Action.WEBHOOK_SEND);
    long count =
        parts
            .database()
            .inTenant(
                permit.tenant(),
                tx -> {
                  expectActive(expect(tx, permit, period.webhook()));
                  long replayed = deliveries.replay(tx, permit, period, REPLAY_MAX);
                  var what = "replay of " + period.from() + " to " + period.to();
                  record(tx, permit, period.webhook(), what);
                  return replayed;
                });
    wake.run();
    return count;
  }

  private Permit permit(Caller caller, Action action) {
    return parts.policy().authorize(caller, action, Resource.tenant(caller.tenant()));
  }

  private WebhookStore.Kept expect(Tx tx, Permit permit, UUID id) {
    return webhooks.lock(tx, permit.tenant(), id).orElseThrow(() -> new NotFound(NONE));
  }

  private DeliveryStore.Kept expect(Tx tx, Permit permit, UUID id, UUID delivery) {
    return deliveries
        .find(tx, permit.tenant(), id, delivery)
        .orElseThrow(() -> new NotFound("There is no such delivery."));
  }

  private static void expectActive(WebhookStore.Kept kept) {
    if (!kept.webhook().active()) {
      throw new Conflict("The webhook is disabled. Enable it first.");
    }
  }

  private Delivery newest(Tx tx, Permit permit, UUID id) {
    var all = new DeliveryFilter(java.util.Optional.empty(), java.util.Optional.empty());
    return deliveries.page(tx, permit.tenant(), id, all, 1).getFirst();
  }

  /** What a person typed goes to the row that can be erased. */
  private void record(Tx tx, Permit permit, UUID id, String what) {
    var event = AuditEvent.done(new Resource("webhook", id)).withDetail(Map.of("what", what));
    parts.audit().append(tx, permit, event);
  }

  private static Map<String, Object> ping(Permit permit) {
    var document = new LinkedHashMap<String, Object>();
    document.put("specversion", "1.0");
    document.put("id", "ping-" + UuidV7.next());
    document.put("source", "/tenants/" + permit.tenant());
    document.put("type", "integraci.ping");
    document.put("time", Instant.now().toString());
    document.put("datacontenttype", "application/json");
    document.put("data", Map.of("tenant", permit.tenant().toString()));
    return document;
  }
}
