package com.integraci.appliance.events;

import com.integraci.appliance.audit.SealedEntries;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.failure.Unavailable;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Resource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Makes a delivery of each event for each endpoint that wants it, in one transaction with the place
 * up to which that is done. Any number of control planes may do it: one has the place's row.
 */
public final class WebhookFanOut {

  static final String READER = "webhooks";

  /** What an endpoint may have waiting; what comes beyond is skipped and can be replayed. */
  static final int BACKLOG_MAX = 10_000;

  /** How long what ended is kept, to be looked at and replayed. */
  private static final Duration KEPT = Duration.ofDays(30);

  private final WebhookParts parts;
  private final JobDatabase claims;
  private final Runnable wake;
  private final EventTails tails = new EventTails(READER);
  private final WebhookStore webhooks = new WebhookStore();
  private final DeliveryStore deliveries = new DeliveryStore();

  /**
   * Over these.
   *
   * @param claims the pool of job {@link JobDatabase.Job#EVENTS}
   * @param wake has what is due sent soon
   */
  public WebhookFanOut(WebhookParts parts, JobDatabase claims, Runnable wake) {
    this.parts = parts;
    this.claims = claims;
    this.wake = wake;
  }

  /**
   * Takes a batch in each tenant that has something new; returns how many entries it read.
   *
   * @throws RuntimeException what a tenant's batch failed with, once all others have had their turn
   */
  public int run() {
    int read = 0;
    Optional<RuntimeException> failure = Optional.empty();
    for (TenantId tenant : tails.behind(claims)) {
      try {
        read += run(tenant);
      } catch (Unavailable e) {
        // It would be the same, after the same wait, for everybody else.
        throw e;
      } catch (RuntimeException e) {
        failure = Optional.of(failure.orElse(e));
      }
    }
    if (read > 0) {
      wake.run();
    }
    failure.ifPresent(
        e -> {
          throw e;
        });
    return read;
  }

  private int run(TenantId tenant) {
    Permit permit =
        parts
            .policy()
            .system(tenant, UuidV7.next(), Action.WEBHOOK_DELIVER, Resource.tenant(tenant));
    return parts.database().system().inTenant(tenant, tx -> batch(tx, permit));
  }

  private int batch(Tx tx, Permit permit) {
    var place = tails.lock(tx, permit);
    if (place.isEmpty()) {
      return 0;
    }
    var found =
        EventReader.after(
            tx, permit.tenant(), place.orElseThrow(), parts.heard(), SealedEntries.MAX);
    if (!found.events().isEmpty()) {
      for (var kept : webhooks.all(tx, permit.tenant())) {
        add(tx, permit, kept, found.events());
      }
      deliveries.forget(tx, permit, KEPT);
    }
    tails.move(tx, permit, found.reached());
    return Math.toIntExact(found.reached() - place.orElseThrow());
  }

  private void add(Tx tx, Permit permit, WebhookStore.Kept kept, List<Event> events) {
    var wanted = kept.webhook().events();
    var messages =
        events.stream()
            .filter(event -> wanted.isEmpty() || wanted.contains(event.action()))
            .map(Message::of)
            .toList();
    if (!messages.isEmpty()) {
      deliveries.add(tx, permit, kept.webhook().id(), messages, takes(tx, permit, kept));
    }
  }

  private boolean takes(Tx tx, Permit permit, WebhookStore.Kept kept) {
    var id = kept.webhook().id();
    return kept.webhook().active()
        && deliveries.waiting(tx, permit.tenant(), id, BACKLOG_MAX) < BACKLOG_MAX;
  }
}
