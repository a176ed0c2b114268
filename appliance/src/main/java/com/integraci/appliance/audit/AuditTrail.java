package com.integraci.appliance.audit;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Limited;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import com.integraci.bundles.audit.AuditChain;
import com.integraci.bundles.audit.AuditStatement;
import com.integraci.bundles.audit.AuditVerdict;
import com.integraci.bundles.audit.AuditVerifier;
import com.integraci.bundles.audit.ChainHash;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** Reads a tenant's log. Opening it is an entry itself, and if that can't be written, not done. */
public final class AuditTrail {

  /** How many entries a page's filter walks over at most. */
  private static final int SPAN = 5000;

  /** Verifications and exports at a time: each reads a whole chain. */
  private static final int LONG_READS_MAX = 4;

  private static final Duration TRY_AGAIN = Duration.ofSeconds(10);

  private final Database database;
  private final Policy policy;
  private final AuditLog log;
  private final AuditKeys keys;
  private final ExportWriter writer;
  private final Openings openings = new Openings(InstantSource.system());
  private final Semaphore longReads = new Semaphore(LONG_READS_MAX);
  private final ReadStore store = new ReadStore();

  public AuditTrail(Database database, Policy policy, AuditLog log, StatementSigner signer) {
    this.database = database;
    this.policy = policy;
    this.log = log;
    this.keys = new AuditKeys(database, policy, log, signer);
    this.writer = new ExportWriter(database, keys);
  }

  /** A file in the making. */
  @FunctionalInterface
  public interface Export {
    /** Writes the file; what it throws leaves it without its end, which every verifier sees. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Lists entries, the newest first.
   *
   * @throws com.integraci.appliance.failure.Denied when the caller may not read the log
   */
  public AuditPage list(Caller caller, AuditFilter filter) {
    open(caller);
    return database.inTenant(
        caller.tenant(),
        tx -> {
          long end = store.sealedAndWaiting(tx, caller.tenant())[0] + 1;
          long before = Math.min(end, filter.before().orElse(end));
          long from = Math.max(1, before - SPAN);
          List<AuditPage.Entry> entries = store.page(tx, caller.tenant(), filter, before, from);
          long reached = entries.size() == filter.limit() ? entries.getLast().sequence() : from;
          return new AuditPage(entries, reached > 1 ? Optional.of(reached) : Optional.empty());
        });
  }

  /** How the chain stands. */
  public ChainState state(Caller caller) {
    open(caller);
    TenantId tenant = caller.tenant();
    return database.inTenant(
        tenant,
        tx -> {
          long[] counts = store.sealedAndWaiting(tx, tenant);
          ChainHash head =
              store.hash(tx, tenant, counts[0]).orElse(AuditChain.genesis(tenant.value()));
          var checkpoint = store.lastCheckpoint(tx, tenant).map(AuditTrail::checkpoint);
          return new ChainState(counts[0], head, counts[1], checkpoint);
        });
  }

  /**
   * Prepares an export of the whole chain as it is now; each is an entry.
   *
   * @throws com.integraci.appliance.failure.Unavailable when it could not be signed
   */
  public Export export(Caller caller) {
    Permit permit = permit(caller, Action.AUDIT_EXPORT);
    // Asked before the first byte is sent: later there is no way left to say it.
    keys.record();
    long last =
        database.inTenant(
            caller.tenant(),
            tx -> {
              log.append(tx, permit, AuditEvent.done(permit.resource()));
              return store.sealedAndWaiting(tx, caller.tenant())[0];
            });
    return out -> {
      enter();
      try {
        writer.write(caller.tenant(), last, out);
      } finally {
        longReads.release();
      }
    };
  }

  /** Exports the chain as it is now and verifies the file, here and under our own keys. */
  public AuditVerdict verify(Caller caller) {
    open(caller);
    long last =
        database.inTenant(caller.tenant(), tx -> store.sealedAndWaiting(tx, caller.tenant())[0]);
    enter();
    try {
      return Verifying.run(
          new AuditVerifier(keys.all()), out -> writer.write(caller.tenant(), last, out));
    } finally {
      longReads.release();
    }
  }

  /** The public keys in PEM, the one that signs first: to be kept elsewhere. */
  public String key(Caller caller) {
    var _ = permit(caller, Action.AUDIT_READ);
    return keys.pem();
  }

  /** Ten minutes of looking are one entry. */
  private void open(Caller caller) {
    Permit permit = permit(caller, Action.AUDIT_READ);
    if (!openings.isNew(caller)) {
      return;
    }
    database.inTenant(
        caller.tenant(),
        tx -> {
          log.append(tx, permit, AuditEvent.done(permit.resource()));
          tx.afterCommit(() -> openings.recorded(caller));
          return permit;
        });
  }

  private Permit permit(Caller caller, Action action) {
    return policy.authorize(caller, action, Resource.tenant(caller.tenant()));
  }

  private void enter() {
    if (!longReads.tryAcquire()) {
      throw new Limited(TRY_AGAIN);
    }
  }

  private static ChainState.Checkpoint checkpoint(byte[] statement) {
    return switch (AuditStatement.read(statement)) {
      case AuditStatement.Checkpoint checkpoint ->
          new ChainState.Checkpoint(checkpoint.segment().last(), checkpoint.time());
      case AuditStatement.Export _, AuditStatement.NewKey _ ->
          throw new IllegalStateException("a checkpoint's row holds another statement");
    };
  }
}
