package com.integraci.appliance.members;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Resource;
import java.util.Map;

/** Removes invitations that are too old, so that their addresses go with them. */
public final class MemberSweeper {

  private static final int TENANTS_MAX = 50;

  private static final String OLD =
      """
      select distinct tenant_id from app.invitation where expires_at <= now() limit ?
      """;

  private final MemberParts parts;
  private final JobDatabase sweeps;

  /**
   * A sweeper over these parts.
   *
   * @param sweeps the pool of {@link JobDatabase.Job#SWEEPER}
   */
  public MemberSweeper(MemberParts parts, JobDatabase sweeps) {
    this.parts = parts;
    this.sweeps = sweeps;
  }

  /** Removes what is too old in up to 50 tenants; returns how many invitations there were. */
  public int sweep() {
    return sweeps
        .claim(tx -> tx.query(OLD, row -> new TenantId(row.uuid("tenant_id")), TENANTS_MAX))
        .stream()
        .mapToInt(this::sweep)
        .sum();
  }

  private int sweep(TenantId tenant) {
    var all = Resource.tenant(tenant);
    var permit = parts.policy().system(tenant, UuidV7.next(), Action.INVITATION_SWEEP, all);
    return parts
        .database()
        .system()
        .inTenant(
            tenant,
            tx -> {
              int removed = Math.toIntExact(InvitationStore.deleteOld(tx, permit));
              if (removed > 0) {
                var count = Map.of("invitations", String.valueOf(removed));
                parts.audit().append(tx, permit, AuditEvent.done(all).with(count));
              }
              return removed;
            });
  }
}
