package com.integraci.appliance.audit;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import com.integraci.bundles.audit.AuditChain;
import com.integraci.bundles.audit.AuditStatement.Checkpoint;
import com.integraci.bundles.audit.AuditStatement.Segment;
import com.integraci.bundles.audit.SignedStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Signs the heads of chains that have grown, and links each checkpoint into the appliance's own
 * chain. A bare chain doesn't show that its tail was cut off; these do.
 */
public final class Checkpoints implements AutoCloseable {

  private static final System.Logger LOGGER = System.getLogger(Checkpoints.class.getName());
  private static final Duration STOP = Duration.ofSeconds(10);

  private final Database database;
  private final SealClaims claims;
  private final Policy policy;
  private final AuditLog log;
  private final AuditKeys keys;
  private final SealStore seals = new SealStore();
  private final CheckpointStore store = new CheckpointStore();
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("checkpoints-", 0).factory());

  private Checkpoints(
      Database database, SealClaims claims, Policy policy, AuditLog log, StatementSigner signer) {
    this.database = database.system();
    this.claims = claims;
    this.policy = policy;
    this.log = log;
    this.keys = new AuditKeys(database, policy, log, signer);
  }

  /** Prepares the job; {@link #every} lets it run. */
  public static Checkpoints of(
      Database database, JobDatabase claims, Policy policy, AuditLog log, StatementSigner signer) {
    return new Checkpoints(database, new SealClaims(claims), policy, log, signer);
  }

  /** Runs it now and then, in this process, until closed. */
  public Checkpoints every(Duration interval) {
    long millis = interval.toMillis();
    var _ = worker.scheduleWithFixedDelay(this::quietly, millis, millis, TimeUnit.MILLISECONDS);
    return this;
  }

  /**
   * One round over all chains that have grown. A chain that can't be signed stays for the next.
   *
   * @return how many checkpoints were made
   * @throws com.integraci.appliance.failure.Unavailable when OpenBao or PostgreSQL does not answer
   */
  public int round() {
    keys.record();
    int made = 0;
    for (TenantId tenant : claims.grown()) {
      checkpoint(tenant);
      made++;
    }
    return made;
  }

  @Override
  public void close() {
    // Not interrupted: that would cut the database's connection.
    worker.shutdown();
    try {
      if (!worker.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        LOGGER.log(System.Logger.Level.WARNING, "the checkpoints did not end in {0}", STOP);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void quietly() {
    try {
      round();
    } catch (RuntimeException e) {
      LOGGER.log(System.Logger.Level.WARNING, "audit checkpoints failed; tried again later", e);
    }
  }

  /**
   * Linked first, stored second: killed in between, the next round signs the same head again and
   * the appliance's chain names it twice. The other way round it would not be named at all.
   */
  private void checkpoint(TenantId tenant) {
    AuditChain chain = database.inTenant(tenant, tx -> seals.chain(tx, tenant));
    var segment = new Segment(tenant.value(), 1, chain.sequence(), chain.head());
    SignedStatement signed = keys.sign(key -> new Checkpoint(segment, Instant.now(), key.id()));
    // The appliance's own checkpoint isn't linked: each link would need the next checkpoint.
    if (!tenant.equals(TenantId.APPLIANCE)) {
      link(tenant, chain);
    }
    Permit permit = permit(tenant, tenant);
    database.inTenant(
        tenant,
        tx -> {
          store.add(tx, permit, chain.sequence(), signed);
          return permit;
        });
  }

  private void link(TenantId tenant, AuditChain chain) {
    Permit permit = permit(TenantId.APPLIANCE, tenant);
    AuditEvent event =
        AuditEvent.done(Resource.tenant(tenant))
            .with(Map.of("sequence", Long.toString(chain.sequence()), "head", chain.head().hex()));
    database.inTenant(
        TenantId.APPLIANCE,
        tx -> {
          log.append(tx, permit, event);
          return permit;
        });
  }

  private Permit permit(TenantId where, TenantId about) {
    return policy.system(where, UuidV7.next(), Action.AUDIT_CHECKPOINT, Resource.tenant(about));
  }
}
