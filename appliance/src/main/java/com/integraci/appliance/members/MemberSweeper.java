package com.integraci.appliance.members;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.jobs.Apart;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Resource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntSupplier;

/**
 * Removes invitations that are too old, so that their addresses go with them, and the rows of roles
 * for a time that are over. Those counted no more from their end on; here is the entry of it.
 * Before the end it tells whose role ends soon, once.
 */
public final class MemberSweeper {

  private static final int TENANTS_MAX = 50;
  private static final int ROLES_MAX = 100;

  private static final String OLD =
      """
      select distinct tenant_id from app.invitation where expires_at <= now() limit ?
      """;

  private static final String ROLES_OVER =
      """
      select tenant_id from app.role_grant where ends_at <= now()
      union
      select tenant_id from app.member_group where role_until <= now()
      limit ?
      """;

  private static final String ROLES_ENDING =
      """
      select distinct tenant_id from app.role_grant
      where told_at is null and ends_at > now()
          and ends_at <= now() + least(interval '1 day', (ends_at - created_at) / 10)
      limit ?
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

  /** Does what is due in up to 50 tenants each; returns how much there was. */
  public int sweep() {
    return Apart.sum(
        List.<IntSupplier>of(
            () -> Apart.sum(tenants(OLD), this::sweep),
            () -> Apart.sum(tenants(ROLES_ENDING), this::remind),
            () -> Apart.sum(tenants(ROLES_OVER), this::endRoles)),
        IntSupplier::getAsInt);
  }

  private List<TenantId> tenants(String sql) {
    return sweeps.claim(
        tx -> tx.query(sql, row -> new TenantId(row.uuid("tenant_id")), TENANTS_MAX));
  }

  /** Up to 100; who is not told in this round is in the next. */
  private int remind(TenantId tenant) {
    return parts
        .database()
        .system()
        .inTenant(
            tenant,
            tx -> {
              var grants = GrantStore.ending(tx, tenant, ROLES_MAX);
              grants.forEach(grant -> remind(tx, tenant, grant));
              return grants.size();
            });
  }

  private void remind(Tx tx, TenantId tenant, RoleGrant grant) {
    var resource = new Resource("role-grant", grant.id());
    var permit = parts.policy().system(tenant, UuidV7.next(), Action.GRANT_REMIND, resource);
    if (GrantStore.tell(tx, permit)) {
      parts.audit().append(tx, permit, AuditEvent.done(resource).with(facts(grant)));
    }
  }

  private static Map<String, String> facts(RoleGrant grant) {
    return Map.of("member", grant.member().toString(), "role", MemberStore.word(grant.role()));
  }

  /** Up to 100 of each kind; what is left waits for the next round. */
  private int endRoles(TenantId tenant) {
    return parts
        .database()
        .system()
        .inTenant(
            tenant,
            tx -> {
              var grants = GrantStore.over(tx, tenant, ROLES_MAX);
              grants.forEach(grant -> end(tx, tenant, grant));
              var groups = GroupStore.over(tx, tenant, ROLES_MAX);
              groups.forEach(group -> end(tx, tenant, group));
              return grants.size() + groups.size();
            });
  }

  private void end(Tx tx, TenantId tenant, RoleGrant grant) {
    var resource = new Resource("role-grant", grant.id());
    var permit = parts.policy().system(tenant, UuidV7.next(), Action.GRANT_EXPIRE, resource);
    if (GrantStore.delete(tx, permit, grant.id())) {
      parts.audit().append(tx, permit, AuditEvent.done(resource).with(facts(grant)));
    }
  }

  private void end(Tx tx, TenantId tenant, UUID group) {
    var resource = new Resource("group", group);
    var permit = parts.policy().system(tenant, UuidV7.next(), Action.GROUP_EXPIRE, resource);
    if (GroupStore.endRole(tx, permit)) {
      parts.audit().append(tx, permit, AuditEvent.done(resource));
    }
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
