package com.integraci.appliance.exemptions;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.jobs.Apart;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Policy;
import java.util.List;

/**
 * Tells those behind an exception, once, that it ends soon: who answers for it, who asked for it
 * and who approved it. That they were told is written with the entry that tells them.
 *
 * @param database where exceptions are
 * @param policy lets the system tell
 * @param audit takes the entries, of which notices are made
 */
record ExemptionReminder(Database database, Policy policy, AuditLog audit) {

  private static final int TENANTS_MAX = 50;
  private static final int EACH_MAX = 100;

  private static final String ENDING =
      """
      select distinct tenant_id from app.policy_exception
      where told_at is null and ended_at is null and approved_at is not null
        and expires_at > now()
        and expires_at <= now() + least(interval '3 days', (expires_at - asked_at) / 10)
      limit ?
      """;

  /**
   * Tells of up to 100 in up to 50 teams; the others are told in the next rounds.
   *
   * @param sweeps the pool of {@link JobDatabase.Job#SWEEPER}
   * @return of how many
   */
  int remind(JobDatabase sweeps) {
    List<TenantId> teams =
        sweeps.claim(
            tx -> tx.query(ENDING, row -> new TenantId(row.uuid("tenant_id")), TENANTS_MAX));
    return Apart.sum(teams, this::remind);
  }

  private int remind(TenantId tenant) {
    return database
        .system()
        .inTenant(
            tenant,
            tx -> {
              var ending = ExemptionStore.ending(tx, tenant, EACH_MAX);
              ending.forEach(one -> remind(tx, tenant, one));
              return ending.size();
            });
  }

  private void remind(Tx tx, TenantId tenant, Exemption one) {
    var resource = Exemptions.of(one.id());
    var permit = policy.system(tenant, UuidV7.next(), Action.EXCEPTION_REMIND, resource);
    if (ExemptionStore.tell(tx, permit)) {
      audit.append(tx, permit, AuditEvent.done(resource).with(one.facts()));
    }
  }
}
