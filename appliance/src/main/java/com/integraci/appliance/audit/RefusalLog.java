package com.integraci.appliance.audit;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.failure.Failure;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Entries of what signed-in callers were refused (403) or did not find (404), each in a transaction
 * of its own, since the action's is rolled back. Ten a minute of one caller are entries; those
 * beyond are counted, and the count is one entry when the minute is over. A process that is killed
 * loses the counts of its last minute, no entry.
 */
public final class RefusalLog implements AutoCloseable {

  private static final System.Logger LOGGER = System.getLogger(RefusalLog.class.getName());
  private static final String ACTION = "access.refused";
  private static final Duration SWEEP = Duration.ofSeconds(10);

  private final Database database;
  private final Policy policy;
  private final AuditLog log;
  private final RefusalCounts counts;
  private final ScheduledExecutorService sweeper =
      Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("refusals-", 0).factory());

  /** Starts counting. */
  public RefusalLog(Database database, Policy policy, AuditLog log) {
    this(database, policy, log, InstantSource.system());
  }

  RefusalLog(Database database, Policy policy, AuditLog log, InstantSource clock) {
    this.database = database.system();
    this.policy = policy;
    this.log = log;
    this.counts = new RefusalCounts(clock);
    var _ =
        sweeper.scheduleWithFixedDelay(
            this::sweep, SWEEP.toMillis(), SWEEP.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Records that the caller was refused.
   *
   * @param operation the route's name
   * @throws com.integraci.appliance.failure.Unavailable when it can't be recorded
   */
  public void refused(Caller caller, String operation, Failure failure) {
    if (!counts.admit(caller)) {
      return;
    }
    var facts = new TreeMap<String, String>();
    facts.put("operation", operation);
    facts.put("status", failure instanceof Denied ? "403" : "404");
    if (failure instanceof Denied denied) {
      facts.put("action", denied.action());
    }
    write(caller, facts);
  }

  /** Writes the counts of minutes that are over. */
  void sweep() {
    try {
      counts.over().forEach(over -> write(over.caller(), beyond(over.count())));
    } catch (RuntimeException e) {
      LOGGER.log(System.Logger.Level.ERROR, "counted refusals could not be recorded", e);
    }
  }

  @Override
  public void close() {
    sweeper.shutdown();
    counts.end();
    sweep();
  }

  private static Map<String, String> beyond(long count) {
    return Map.of("count", Long.toString(count));
  }

  private void write(Caller caller, Map<String, String> facts) {
    var tenant = Resource.tenant(caller.tenant());
    var permit = policy.system(caller.tenant(), caller.request(), Action.REFUSAL_RECORD, tenant);
    var event =
        new AuditEvent(tenant, AuditEvent.Outcome.DENIED, new TreeMap<>(facts), new TreeMap<>());
    database.inTenant(
        permit.tenant(),
        tx -> {
          log.appendRefused(tx, permit, caller, event, ACTION);
          return event;
        });
  }
}
