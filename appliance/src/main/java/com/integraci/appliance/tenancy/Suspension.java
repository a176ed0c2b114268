package com.integraci.appliance.tenancy;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.audit.ForeignDeed;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Resource;
import com.integraci.appliance.workflow.Payload;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Operators suspend a team and resume it. From the commit on PostgreSQL refuses every transaction
 * on behalf of the team's people; the realm is closed by a workflow, within seconds. The operator's
 * entries stand in the appliance's chain, the system's in the team's, with the reason as erasable
 * detail and the same request.
 */
public final class Suspension {

  /** How long a reason may be, in characters. */
  public static final int REASON_MAX = 500;

  private static final String ACTIVE = "active";
  private static final Pattern SLUG = Pattern.compile("[a-z][a-z0-9-]{1,38}[a-z0-9]");

  private final TenancyParts parts;
  private final JobDatabase overview;

  /**
   * The verbs.
   *
   * @param overview the pool of {@link JobDatabase.Job#OVERVIEW}
   */
  public Suspension(TenancyParts parts, JobDatabase overview) {
    this.parts = parts;
    this.overview = overview;
  }

  /** One of the two changes. */
  private record Change(Action action, String from, String to, String workflow, String refusal) {}

  private static final Change SUSPEND =
      new Change(
          Action.TENANT_SUSPEND,
          ACTIVE,
          Tenant.SUSPENDED,
          Provisioning.SUSPEND,
          "Only an active team can be suspended.");

  private static final Change RESUME =
      new Change(
          Action.TENANT_RESUME,
          Tenant.SUSPENDED,
          ACTIVE,
          Provisioning.RESUME,
          "The team is not suspended.");

  /**
   * Suspends an active team and ends its sessions.
   *
   * @param reason 1 to {@link #REASON_MAX} characters, for the audit logs
   * @throws NotFound when there is no team of that slug
   * @throws Conflict when it is not active, or the operators' own
   */
  public void suspend(Caller caller, String slug, String reason) {
    run(caller, SUSPEND, slug, Map.of("reason", reason));
  }

  /**
   * Resumes a suspended team. Its people sign in again.
   *
   * @throws NotFound when there is no team of that slug
   * @throws Conflict when it is not suspended
   */
  public void resume(Caller caller, String slug) {
    run(caller, RESUME, slug, Map.of());
  }

  private void run(Caller caller, Change change, String slug, Map<String, String> detail) {
    parts.policy().authorize(caller, change.action(), Resource.tenant(caller.tenant()));
    var tenant = find(slug);
    if (tenant.equals(TenantId.APPLIANCE)) {
      throw new Conflict("The operators' own team is neither suspended nor resumed.");
    }
    var operator = parts.policy().authorize(caller, change.action(), Resource.tenant(tenant));
    var system =
        parts.policy().system(tenant, operator.request(), change.action(), Resource.tenant(tenant));
    parts.database().system().inTenant(tenant, tx -> requireFrom(tx, system, change));
    var event = AuditEvent.done(Resource.tenant(tenant)).withDetail(detail);
    new ForeignDeed(parts.database(), parts.audit())
        .run(
            operator,
            event,
            () ->
                parts.database().system().inTenant(tenant, tx -> apply(tx, system, change, event)));
    parts.workflows().wake();
  }

  private TenantId find(String slug) {
    var found =
        SLUG.matcher(slug).matches()
            ? overview.claim(tx -> TenantStore.bySlug(tx, slug))
            : Optional.<TenantId>empty();
    return found.orElseThrow(() -> new NotFound("There is no team of this name here."));
  }

  private static Permit requireFrom(Tx tx, Permit permit, Change change) {
    if (!TenantStore.lockState(tx, permit).equals(change.from())) {
      throw new Conflict(change.refusal());
    }
    return permit;
  }

  private Permit apply(Tx tx, Permit permit, Change change, AuditEvent event) {
    requireFrom(tx, permit, change);
    TenantStore.state(tx, permit, change.to());
    TenantStore.endSessions(tx, permit);
    parts.workflows().start(tx, permit, change.workflow(), Payload.EMPTY);
    parts.audit().append(tx, permit, event);
    return permit;
  }
}
