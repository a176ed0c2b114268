package com.integraci.appliance.audit;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.ActionDecision;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Permit;
import com.integraci.bundles.audit.AuditDetail;
import java.util.List;
import java.util.Map;

/**
 * Writes entries, in the transaction of what they record: both are committed or neither. When an
 * entry can't be written, the action fails with it.
 */
public final class AuditLog {

  private final EntryStore store = new EntryStore();
  private final ActionDecisionStore decisions = new ActionDecisionStore();
  private final SealSignal signal;
  private final EntryWitness witness;

  /** A log whose entries are found by the sealer's poll alone. */
  public AuditLog() {
    this(SealSignal.NONE);
  }

  /** A log that wakes the sealer after each commit. */
  public AuditLog(SealSignal signal) {
    this(signal, EntryWitness.NONE);
  }

  /** The same, and somebody is told of each entry in its transaction. */
  public AuditLog(SealSignal signal, EntryWitness witness) {
    this.signal = signal;
    this.witness = witness;
  }

  /**
   * Adds one entry to the chain of the permit's tenant; it commits with the caller's change. The
   * decision by which that was done is written down with it: with the first entry of a permit, when
   * it is used for several.
   *
   * @throws IllegalArgumentException if what is recorded does not fit an entry
   */
  public void append(Tx tx, Permit permit, AuditEvent event) {
    var entry = new EntryDraft(permit, event);
    add(tx, permit.tenant(), entry);
    permit.decision().ifPresent(made -> decisions.add(tx, permit, made));
    witness.written(tx, permit, event);
  }

  /**
   * Adds decisions that are a no, and one entry for all of them, which holds the hash of their
   * lines in this order, each followed by a line feed.
   *
   * @param permit for writing them down; its resource is the batch
   * @param denied at least one, of the permit's tenant
   */
  public void appendDenied(Tx tx, Permit permit, List<ActionDecision> denied) {
    for (int place = 0; place < denied.size(); place++) {
      decisions.add(tx, permit, denied.get(place), place);
    }
    var facts =
        Map.of(
            "allowed",
            "0",
            "denied",
            Integer.toString(denied.size()),
            "digest",
            ActionDecision.digest(denied));
    append(tx, permit, AuditEvent.done(permit.resource()).with(facts));
  }

  /** Adds an entry about what a caller was not let do; the permit is for writing it down. */
  void appendRefused(Tx tx, Permit permit, Caller caller, AuditEvent event, String action) {
    add(tx, permit.tenant(), new EntryDraft(caller, event, action));
  }

  private void add(Tx tx, TenantId tenant, EntryDraft draft) {
    draft
        .detail()
        .ifPresentOrElse(
            (AuditDetail detail) -> store.add(tx, tenant, draft.body(), detail),
            () -> store.add(tx, tenant, draft.body()));
    tx.afterCommit(() -> signal.committed(tenant));
  }
}
