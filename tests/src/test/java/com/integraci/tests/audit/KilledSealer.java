package com.integraci.tests.audit;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.audit.Sealer;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import com.integraci.config.ControlSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * A process with the sealer and a writer that wakes it, to be killed: {@code KilledSealer PORT
 * DATABASE AUTHORITY PASSWORDS TENANT}.
 */
final class KilledSealer {

  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final int POOL = 4;

  private KilledSealer() {}

  public static void main(String[] args) {
    var settings =
        new ControlSettings.Database(
            "127.0.0.1",
            Integer.parseInt(args[0]),
            args[1],
            Path.of(args[2]),
            Path.of(args[3]),
            POOL);
    var tenant = new TenantId(UUID.fromString(args[4]));
    var policy = Policy.load();
    var database = Database.open(settings);
    var claims = JobDatabase.open(settings, JobDatabase.Job.SEALER);
    var log = new AuditLog(Sealer.start(database, claims, policy));
    var event = AuditEvent.done(Resource.tenant(tenant)).with(Map.of("n", "0"));
    while (!Thread.currentThread().isInterrupted()) {
      var permit = policy.system(tenant, UuidV7.next(), Action.AUDIT_SEAL, Resource.tenant(tenant));
      database.inTenant(
          tenant,
          tx -> {
            log.append(tx, permit, event);
            return permit;
          });
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
