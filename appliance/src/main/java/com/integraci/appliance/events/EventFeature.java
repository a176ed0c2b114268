package com.integraci.appliance.events;

import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.broker.Publisher;
import com.integraci.appliance.broker.Users;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.jobs.RecurringJob;
import com.integraci.appliance.jobs.WakeUp;
import com.integraci.appliance.metrics.Metrics;
import com.integraci.appliance.openbao.OpenBao;
import com.integraci.appliance.policy.Policy;
import com.integraci.config.Authority;
import com.integraci.config.ControlSettings;
import java.time.Duration;

/** Events as a whole: what the control plane opens, and starts when it starts. */
public final class EventFeature {

  /** How long what another process has sealed, or made due, may wait to be found. */
  private static final Duration POLL = Duration.ofSeconds(1);

  private final WakeUp sealed = new WakeUp();
  private final SealedTenants unpublished = new SealedTenants();
  private final WakeUp due = new WakeUp();
  private final WebhookParts parts;
  private final ControlSettings.Webhooks settings;
  private final WebhookVerbs webhooks;

  private EventFeature(WebhookParts parts, ControlSettings.Webhooks settings) {
    this.parts = parts;
    this.settings = settings;
    this.webhooks = new WebhookVerbs(new Webhooks(parts), new Deliveries(parts, due::call));
  }

  /** Over these, as the settings say. */
  public static EventFeature of(
      ControlSettings settings, Policy policy, Database database, AuditLog audit, OpenBao openBao) {
    var webhooks = settings.webhooks();
    return new EventFeature(WebhookParts.of(policy, database, audit, openBao, webhooks), webhooks);
  }

  /** The routes. */
  public Routes routes(Users users) {
    return EventRoutes.of(
        new Events(parts.database(), parts.policy(), parts.rules()),
        webhooks.webhooks(),
        webhooks.deliveries(),
        new Credentials(parts.policy(), parts.rules(), users));
  }

  /** The verbs of webhooks, for pages. */
  public WebhookVerbs webhooks() {
    return webhooks;
  }

  /** Is told after the commit that a tenant has sealed entries. */
  public void sealed(TenantId tenant) {
    sealed.call();
    unpublished.add(tenant);
  }

  /**
   * Starts publishing and sending.
   *
   * @param claims the pool of job {@link JobDatabase.Job#EVENTS}
   */
  public AutoCloseable start(JobDatabase claims, Publisher publisher, Metrics metrics) {
    var published = publish(claims, publisher, metrics);
    var sent = send(claims, metrics);
    return () -> {
      published.close();
      sent.close();
    };
  }

  private AutoCloseable publish(JobDatabase claims, Publisher publisher, Metrics metrics) {
    var count =
        metrics.counter("integraci_events_published_total", "Events that the broker has taken.");
    var all =
        new PublishParts(
            parts.policy(), parts.database(), parts.rules(), publisher, count, PublishProbe.NONE);
    var publishing = new EventPublishing(all, claims, unpublished);
    metrics.gauge(
        "integraci_events_lag_seconds",
        "How long the oldest events wait to be published.",
        () -> publishing.lag().toMillis() / 1e3);
    metrics.gauge(
        "integraci_events_failing_tenants",
        "Tenants whose events can't be published now.",
        publishing::failing);
    var job = RecurringJob.start("events", POLL, unpublished.wakeUp(), publishing::run);
    return () -> {
      job.close();
      publishing.close();
    };
  }

  private AutoCloseable send(JobDatabase claims, Metrics metrics) {
    var attempts =
        metrics.counter(
            "integraci_webhook_attempts_total", "Attempts at webhooks by result.", "result");
    var trusted = Authority.besideSystems(settings.authorities());
    var delivering =
        new WebhookDelivering(
            parts, new WebhookDelivering.Parts(claims, due, attempts, trusted, WebhookProbe.NONE));
    var fanOut = new WebhookFanOut(parts, claims, due::call);
    var reading = RecurringJob.start("webhook-events", POLL, sealed, fanOut::run);
    var sending = RecurringJob.start("webhooks", POLL, due, delivering::run);
    return () -> {
      reading.close();
      sending.close();
      delivering.close();
    };
  }
}
