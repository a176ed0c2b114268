package com.integraci.appliance.audit;

import com.integraci.appliance.audit.AuditEvent.Outcome;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.policy.Permit;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Records what is done from one tenant in another. No transaction spans two tenants, so the actor's
 * chain has two entries: what is intended, before, and how it ended, after. An intent without its
 * end says that the process died in between; the other tenant's chain, whose entry commits with the
 * change, tells then whether it was done.
 */
public final class ForeignDeed {

  private static final String STAGE = "stage";

  private final Database database;
  private final AuditLog audit;

  /** Records in this database. */
  public ForeignDeed(Database database, AuditLog audit) {
    this.database = Objects.requireNonNull(database);
    this.audit = Objects.requireNonNull(audit);
  }

  /**
   * Does it between its two entries.
   *
   * @param permit the actor's, in its own tenant
   * @param event of both entries; its detail is kept once, with the intent
   * @param deed the change, which writes the entry of the other tenant itself
   * @return what the deed returns
   */
  public <T> T run(Permit permit, AuditEvent event, Supplier<T> deed) {
    append(permit, event.with(Map.of(STAGE, "intent")));
    T result;
    try {
      result = deed.get();
    } catch (RuntimeException e) {
      appendFailed(permit, event, e);
      throw e;
    }
    append(permit, end(event, Outcome.DONE));
    return result;
  }

  /** What the deed failed with matters more than that this could not be written either. */
  private void appendFailed(Permit permit, AuditEvent event, RuntimeException cause) {
    try {
      append(permit, end(event, Outcome.FAILED));
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  private static AuditEvent end(AuditEvent event, Outcome outcome) {
    return new AuditEvent(event.resource(), outcome, event.facts(), new TreeMap<>())
        .with(Map.of(STAGE, "end"));
  }

  private void append(Permit permit, AuditEvent event) {
    database.inTenant(
        permit.tenant(),
        tx -> {
          audit.append(tx, permit, event);
          return permit;
        });
  }
}
