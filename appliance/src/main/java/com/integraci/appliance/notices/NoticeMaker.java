package com.integraci.appliance.notices;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.audit.EntryWitness;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.NoticeRules;
import com.integraci.appliance.policy.Permit;

/**
 * Makes notices as entries are written, in their transaction: what is told was committed, and what
 * was committed is told. It costs an entry that members are told of one statement more, which
 * travels with the commit, and every other entry a look into a map.
 */
public final class NoticeMaker implements EntryWitness {

  private final NoticeRules rules = NoticeRules.load();
  private final boolean mailed;

  /**
   * By the rules of this release.
   *
   * @param mailed whether there is a mail server
   */
  public NoticeMaker(boolean mailed) {
    this.mailed = mailed;
  }

  @Override
  public void written(Tx tx, Permit permit, AuditEvent event) {
    // The operators' own are alerts.
    if (permit.tenant().equals(TenantId.APPLIANCE)) {
      return;
    }
    boolean failed = event.outcome() == AuditEvent.Outcome.FAILED;
    rules
        .told(permit.actor().id(), permit.action().id(), event.resource(), failed, event.facts())
        .ifPresent(told -> NoticeStore.add(tx, permit, told, mailed));
  }
}
