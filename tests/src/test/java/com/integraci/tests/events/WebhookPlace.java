package com.integraci.tests.events;

import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.events.Deliveries;
import com.integraci.appliance.events.WebhookDelivering;
import com.integraci.appliance.events.WebhookFanOut;
import com.integraci.appliance.events.WebhookParts;
import com.integraci.appliance.events.WebhookProbe;
import com.integraci.appliance.events.Webhooks;
import com.integraci.appliance.jobs.WakeUp;
import com.integraci.appliance.metrics.Metrics;
import com.integraci.appliance.openbao.OpenBao;
import com.integraci.appliance.policy.EventRules;
import com.integraci.appliance.policy.Policy;
import com.integraci.config.Authority;
import com.integraci.config.ControlSettings;
import com.integraci.tests.Await;
import com.integraci.tests.OpenBaoServer;
import java.nio.file.Path;
import java.util.List;

/** What one control plane does about webhooks, over a database and an OpenBao. */
final class WebhookPlace implements AutoCloseable {

  private final Database database;
  private final JobDatabase claims;
  private final OpenBao openBao;
  final Webhooks verbs;
  final Deliveries sent;
  final WebhookFanOut fanOut;
  final WebhookDelivering delivering;

  /**
   * Over these.
   *
   * @param authority whom the receiver's certificate comes from
   */
  WebhookPlace(
      ControlSettings.Database settings,
      ControlSettings.OpenBao bao,
      Path baoAuthority,
      Path authority,
      WebhookProbe probe,
      boolean insideAllowed) {
    database = Database.open(settings);
    claims = JobDatabase.open(settings, JobDatabase.Job.EVENTS);
    openBao = OpenBao.open(bao, baoAuthority);
    var parts =
        new WebhookParts(
            Policy.load(),
            database,
            new AuditLog(),
            EventRules.load(),
            openBao.webhookKeys(),
            insideAllowed);
    verbs = new Webhooks(parts);
    sent = new Deliveries(parts, () -> {});
    fanOut = new WebhookFanOut(parts, claims, () -> {});
    var attempts = new Metrics().counter("integraci_test_total", "Attempts.", "result");
    delivering =
        new WebhookDelivering(
            parts,
            new WebhookDelivering.Parts(
                claims,
                new WakeUp(),
                attempts,
                Authority.besideSystems(List.of(authority)),
                probe));
  }

  static WebhookPlace of(EventPlace place, Path authority, boolean insideAllowed) {
    var bao = OpenBaoServer.shared();
    return new WebhookPlace(
        place.settings,
        bao.settings(),
        bao.authority(),
        authority,
        WebhookProbe.NONE,
        insideAllowed);
  }

  /** Makes the tenant's namespace; OpenBao needs a moment between two of its parts. */
  static void provision(TenantId tenant) {
    var bao = OpenBaoServer.shared();
    try (var openBao = OpenBao.open(bao.settings(), bao.authority())) {
      Await.available(() -> openBao.tenants().provision(tenant));
    }
  }

  @Override
  public void close() {
    delivering.close();
    openBao.close();
    claims.close();
    database.close();
  }
}
