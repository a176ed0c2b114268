package com.integraci.appliance.events;

import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.jobs.WakeUp;
import com.integraci.appliance.metrics.Counter;
import com.integraci.network.Destinations;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/**
 * Sends what is due, by leases, so that of several control planes one sends each; a bounded number
 * at a time. An endpoint that fails is tried with one message at a time, so that it holds nobody
 * up.
 */
public final class WebhookDelivering implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(WebhookDelivering.class.getName());
  private static final int AT_A_TIME = 32;
  private static final Duration STOP = WebhookSender.TIME_MAX.plusSeconds(5);

  private final JobDatabase claims;
  private final WakeUp wakeUp;
  private final Counter attempts;
  private final WebhookSender sender;
  private final Attempting attempting;
  private final DeliveryStore deliveries = new DeliveryStore();
  private final Semaphore room = new Semaphore(AT_A_TIME);

  /**
   * What sending takes.
   *
   * @param claims the pool of job {@link JobDatabase.Job#EVENTS}
   * @param wakeUp the job's that {@link #run} is
   * @param attempts counts attempts by result
   * @param trusted the authorities that receivers' certificates are checked against
   * @param probe is told where each attempt stands
   */
  public record Parts(
      JobDatabase claims,
      WakeUp wakeUp,
      Counter attempts,
      SSLContext trusted,
      WebhookProbe probe) {}

  /** Over these. */
  public WebhookDelivering(WebhookParts webhooks, Parts parts) {
    this.claims = parts.claims();
    this.wakeUp = parts.wakeUp();
    this.attempts = parts.attempts();
    var destinations = new Destinations(webhooks.insideAllowed(), InetAddress::getAllByName);
    this.sender = new WebhookSender(destinations, parts.trusted());
    this.attempting = new Attempting(webhooks, sender, parts.probe());
  }

  /** Begins with as much of what is due as there is room for; returns how much that was. */
  public int run() {
    int free = room.drainPermits();
    if (free == 0) {
      return 0;
    }
    int taken = 0;
    try {
      for (var claim : deliveries.claim(claims, Attempting.LEASE, free)) {
        taken++;
        Thread.ofVirtual().name("webhook-attempt").start(() -> attempt(claim));
      }
      return taken;
    } finally {
      room.release(free - taken);
    }
  }

  private void attempt(DeliveryStore.Claim claim) {
    try {
      var result = attempting.run(claim);
      attempts.increment(result.name().toLowerCase(Locale.ROOT));
    } catch (RuntimeException e) {
      // Its lease ends by itself.
      LOG.log(System.Logger.Level.WARNING, "a webhook's attempt was cut off: " + e.getMessage());
    } finally {
      boolean full = room.availablePermits() == 0;
      room.release();
      if (full) {
        wakeUp.call();
      }
    }
  }

  /** Lets attempts under way end, for twenty seconds at most. */
  @Override
  public void close() {
    try {
      if (!room.tryAcquire(AT_A_TIME, STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.log(System.Logger.Level.WARNING, "webhooks are still being sent");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    sender.close();
  }
}
