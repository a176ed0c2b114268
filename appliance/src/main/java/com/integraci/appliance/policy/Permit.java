package com.integraci.appliance.policy;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Denied;
import java.util.Optional;
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
  private final Optional<ActionDecision> decision;

  /** For a caller, by a decision that is a yes. */
  Permit(ActionDecision decision) {
    var caller = decision.caller();
    this.tenant = caller.tenant();
    this.actor = caller.actor();
    this.role = caller.role();
    this.action = decision.action();
    this.resource = decision.resource();
    this.request = caller.request();
    this.decision = Optional.of(decision);
  }

  /** For the system. */
  Permit(TenantId tenant, UUID run, Action action, Resource resource) {
    this.tenant = tenant;
    this.actor = new Actor(Actor.Kind.SYSTEM, run);
    this.role = Role.SYSTEM;
    this.action = action;
    this.resource = resource;
    this.request = run;
    this.decision = Optional.empty();
  }

  /** The tenant whose rows the permit is good for. */
  public TenantId tenant() {
    return tenant;
  }

  /** Who acts. */
  public Actor actor() {
    return actor;
  }

  /**
   * Refuses programs, where a person has to answer for what is done.
   *
   * @param rule says so, in a sentence
   * @throws Denied when anything but a person acts
   */
  public void expectPerson(String rule) {
    if (actor.kind() != Actor.Kind.MEMBER) {
      throw new Denied(action.id(), rule);
    }
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

  /** How it was decided; nothing for the system, whose work no decision is written down of. */
  public Optional<ActionDecision> decision() {
    return decision;
  }
}
