package com.integraci.appliance.repair;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.audit.ForeignDeed;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import com.integraci.appliance.workflow.Workflows;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Operators have a team's layers made as PostgreSQL says: first the plan, then exactly that plan,
 * by the workflow {@code tenant.repair}. A rule may have the harmless part done. There are entries
 * in the appliance's chain and in the team's.
 */
public final class Repairs {

  private static final Pattern SLUG = Pattern.compile("[a-z][a-z0-9-]{1,38}[a-z0-9]");
  private static final Pattern RULE = Pattern.compile("[a-z-]{1,32}");

  private final Parts parts;
  private final ForeignDeed deeds;

  /**
   * What it works with.
   *
   * @param overview the pool of {@link JobDatabase.Job#OVERVIEW}
   */
  public record Parts(
      Database database,
      JobDatabase overview,
      Policy policy,
      AuditLog audit,
      Workflows workflows,
      Layers layers) {}

  /** The verbs. */
  public Repairs(Parts parts) {
    this.parts = parts;
    this.deeds = new ForeignDeed(parts.database(), parts.audit());
  }

  /**
   * What a repair of the team would do now; nothing is changed.
   *
   * @throws NotFound when there is no team of that slug
   * @throws Conflict when it is being made, or is being repaired
   * @throws com.integraci.appliance.failure.Unavailable when a component does not answer
   */
  public RepairPlan plan(Caller caller, String slug) {
    parts.policy().authorize(caller, Action.TENANT_REPAIR, Resource.tenant(caller.tenant()));
    return look(find(slug), caller.request(), false);
  }

  /**
   * Begins to do a plan.
   *
   * @param fingerprint of the plan that was looked at
   * @return the workflow's id
   * @throws Conflict when the plan is no longer what would be done, or there is nothing to do
   */
  public UUID start(Caller caller, String slug, String fingerprint) {
    var plan = plan(caller, slug);
    if (!plan.fingerprint().equals(fingerprint)) {
      throw new Conflict("The plan is no longer what would be done. Look at it again.");
    }
    if (plan.cures().isEmpty()) {
      throw new Conflict("There is nothing that a repair would do.");
    }
    var resource = Resource.tenant(plan.tenant());
    var operator = parts.policy().authorize(caller, Action.TENANT_REPAIR, resource);
    return begin(operator, plan, Map.of());
  }

  /**
   * Has a rule begin to do what is harmless of the present plan: nothing is removed, and nothing is
   * made anew that held values.
   *
   * @param rule its name, which both entries have
   * @return the workflow's id, if there was anything to do
   * @throws Conflict when the team is being made, or is being repaired
   */
  public Optional<UUID> byRule(TenantId tenant, String rule) {
    if (!RULE.matcher(rule).matches()) {
      throw new IllegalArgumentException("not a rule's name: " + rule);
    }
    var plan = look(tenant, UuidV7.next(), true).alone();
    if (plan.cures().isEmpty()) {
      return Optional.empty();
    }
    var resource = Resource.tenant(tenant);
    var own =
        parts.policy().system(TenantId.APPLIANCE, UuidV7.next(), Action.TENANT_REPAIR, resource);
    return Optional.of(begin(own, plan, Map.of("rule", rule)));
  }

  /** Teams that a rule may look at and has not since a moment, by their ids. */
  List<TenantId> page(Instant since, TenantId after, int limit) {
    return parts.overview().claim(tx -> RepairStore.page(tx, since, after, limit));
  }

  /** Teams with differences that the last look left to a person. */
  public List<TenantId> waiting(int limit) {
    return parts.overview().claim(tx -> RepairStore.waiting(tx, limit));
  }

  /** Compares, and keeps that it did with what is left to a person. */
  private RepairPlan look(TenantId tenant, UUID request, boolean byRule) {
    var plan = parts.layers().look(repairable(tenant));
    int waiting = plan.differences().size() - plan.alone().differences().size();
    var resource = Resource.tenant(tenant);
    var permit = parts.policy().system(tenant, request, Action.TENANT_REPAIR, resource);
    parts
        .layers()
        .database()
        .inTenant(
            tenant,
            tx -> {
              RepairStore.looked(tx, permit, waiting, byRule);
              return plan;
            });
    return plan;
  }

  private UUID begin(Permit own, RepairPlan plan, Map<String, String> more) {
    var event =
        AuditEvent.done(own.resource())
            .with(more)
            .with(
                Map.of(
                    "plan",
                    plan.fingerprint(),
                    "differences",
                    String.valueOf(plan.cures().size())));
    var system =
        parts.policy().system(plan.tenant(), own.request(), Action.TENANT_REPAIR, own.resource());
    var id =
        deeds.run(
            own,
            event,
            () ->
                parts
                    .layers()
                    .database()
                    .inTenant(plan.tenant(), tx -> begin(tx, system, plan, event)));
    parts.workflows().wake();
    return id;
  }

  private UUID begin(Tx tx, Permit permit, RepairPlan plan, AuditEvent event) {
    if (RepairStore.repairing(tx, permit)) {
      throw new Conflict("The team is being repaired. See its workflows.");
    }
    var id = parts.workflows().start(tx, permit, Layers.REPAIR, plan.payload());
    parts.audit().append(tx, permit, event.with(Map.of("workflow", id.toString())));
    return id;
  }

  private TenantId find(String slug) {
    var found =
        SLUG.matcher(slug).matches()
            ? parts.overview().claim(tx -> RepairStore.bySlug(tx, slug))
            : Optional.<TenantId>empty();
    return found.orElseThrow(() -> new NotFound("There is no team of this name here."));
  }

  private Team repairable(TenantId tenant) {
    var team =
        parts
            .layers()
            .database()
            .inTenant(tenant, tx -> RepairStore.team(tx, tenant))
            .filter(Team::repairable);
    return team.orElseThrow(() -> new Conflict("The team is still being set up."));
  }
}
