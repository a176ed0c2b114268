package com.integraci.appliance.policy;

import com.integraci.appliance.database.TenantId;
import java.util.UUID;

/**
 * Proof that {@link Policy} allowed an action. Whatever writes takes one, and takes the tenant from
 * it, so that without a decision there is no write, by the compiler.
 */
public final class Permit {

  private final TenantId tenant;
  private final Actor actor;
  private final Role role;
  private final Action action;
  private final Resource resource;
  private final UUID request;

  Permit(Caller caller, Action action, Resource resource) {
    this(caller.tenant(), caller.actor(), caller.role(), action, resource, caller.request());
  }

  Permit(TenantId tenant, Actor actor, Role role, Action action, Resource resource, UUID request) {
    this.tenant = tenant;
    this.actor = actor;
    this.role = role;
    this.action = action;
    this.resource = resource;
    this.request = request;
  }

  /** The tenant whose rows the permit is good for. */
  public TenantId tenant() {
    return tenant;
  }

  /** Who acts. */
  public Actor actor() {
    return actor;
  }

  /** The role that allowed it. */
  public Role role() {
    return role;
  }

  /** What was allowed. */
  public Action action() {
    return action;
  }

  /** What it was allowed on. */
  public Resource resource() {
    return resource;
  }

  /** The id of the request, or of the workflow's run, that asked. */
  public UUID request() {
    return request;
  }
}
