package com.integraci.tests.broker;

import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.broker.Broker;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.events.EventPublishing;
import com.integraci.appliance.events.PublishParts;
import com.integraci.appliance.events.PublishProbe;
import com.integraci.appliance.events.SealedTenants;
import com.integraci.appliance.jobs.RecurringJob;
import com.integraci.appliance.metrics.Metrics;
import com.integraci.appliance.openbao.OpenBao;
import com.integraci.appliance.policy.EventRules;
import com.integraci.appliance.policy.Policy;
import com.integraci.config.ControlSettings;
import com.integraci.config.SettingsFile;
import com.integraci.tests.Victim;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** What one control plane publishes events with. */
final class PublishingPlane implements AutoCloseable {

  private static final Duration POLL = Duration.ofSeconds(1);

  private final Database database;
  private final OpenBao openBao;
  private final Broker broker;
  private final JobDatabase claims;
  final EventPublishing publishing;
  private final RecurringJob job;

  PublishingPlane(ControlSettings settings, SealedTenants sealed, PublishProbe probe) {
    var policy = Policy.load();
    database = Database.open(settings.database());
    openBao = OpenBao.open(settings.openbao(), settings.authority());
    broker = Broker.open(settings, database, openBao, policy, new AuditLog());
    claims = JobDatabase.open(settings.database(), JobDatabase.Job.EVENTS);
    var count = new Metrics().counter("integraci_test_total", "Events.");
    var parts =
        new PublishParts(policy, database, EventRules.load(), broker.publisher(), count, probe);
    publishing = new EventPublishing(parts, claims, sealed);
    job = RecurringJob.start("test-events", POLL, sealed.wakeUp(), publishing::run);
  }

  /**
   * A process that is killed when the broker has taken its events for the nth time: {@code SETTINGS
   * N}.
   */
  public static void main(String[] args) throws InterruptedException {
    var left = new AtomicInteger(Integer.parseInt(args[1]));
    PublishProbe probe =
        () -> {
          if (left.decrementAndGet() == 0) {
            Victim.die();
          }
        };
    var settings = SettingsFile.control(Path.of(args[0]));
    try (var _ = new PublishingPlane(settings, new SealedTenants(), probe)) {
      Thread.currentThread().join();
    }
  }

  @Override
  public void close() {
    job.close();
    publishing.close();
    broker.close();
    claims.close();
    openBao.close();
    database.close();
  }
}
