package com.integraci.appliance.policy;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Denied;
import java.util.Arrays;
import java.util.UUID;

/** Decides. The only place that makes a {@link Permit}. */
public final class Policy {

  private final Permissions permissions;

  private Policy(Permissions permissions) {
    this.permissions = permissions;
  }

  /** The policy of the permission table that this release carries. */
  public static Policy load() {
    return new Policy(Permissions.load());
  }

  /**
   * Lets a caller act in its own tenant.
   *
   * @throws Denied when the table does not give the action to the caller's role
   */
  public Permit authorize(Caller caller, Action action, Resource resource) {
    if (!permissions.allows(caller.role(), action)) {
      throw new Denied(
          action.id(),
          "Your role does not allow %s. An owner of your team can change your role."
              .formatted(action.id()));
    }
    return new Permit(caller, action, resource);
  }

  /** Whether the one role may do everything that the other may. */
  public boolean covers(Role wider, Role narrower) {
    return Arrays.stream(Action.values())
        .allMatch(
            action -> permissions.allows(wider, action) || !permissions.allows(narrower, action));
  }

  /** Whether a page may offer the action to the caller; the verb behind it decides again. */
  public boolean offers(Caller caller, Action action) {
    return permissions.allows(caller.role(), action);
  }

  /**
   * Lets work that no person asks for in this moment act in one tenant.
   *
   * @param run the id of the workflow or of the job's run, named in entries as actor and request
   * @throws Denied when the table does not give the action to the system
   */
  public Permit system(TenantId tenant, UUID run, Action action, Resource resource) {
    if (!permissions.allows(Role.SYSTEM, action)) {
      throw new Denied(action.id(), "No job of the appliance may do " + action.id() + ".");
    }
    var actor = new Actor(Actor.Kind.SYSTEM, run);
    return new Permit(tenant, actor, Role.SYSTEM, action, resource, run);
  }
}
