package com.integraci.appliance.members;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Resource;
import com.integraci.appliance.policy.Role;
import com.integraci.appliance.workflow.Definition;
import com.integraci.appliance.workflow.Payload;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The verbs on the second factor: an app that shows codes, or a passkey, asked for by Keycloak. A
 * team can require one of all its people; programs sign in otherwise and are not asked.
 */
public final class SecondFactor {

  private final MemberParts parts;

  SecondFactor(MemberParts parts) {
    this.parts = parts;
  }

  /** The workflows behind these verbs. */
  static List<Definition> definitions(SecondFactorStep require, FactorResetStep reset) {
    return List.of(
        new Definition(
            SecondFactorStep.SETTLE,
            1,
            Action.FACTOR_SETTLE,
            Definition.Exhausted.STOP,
            List.of(require)),
        new Definition(
            FactorResetStep.RESET,
            1,
            Action.FACTOR_SETTLE,
            Definition.Exhausted.STOP,
            List.of(reset)));
  }

  /** Whether the caller's team requires one. */
  public boolean required(Caller caller) {
    var permit =
        parts.policy().authorize(caller, Action.FACTOR_READ, Resource.tenant(caller.tenant()));
    return FactorStore.required(parts.database(), permit.tenant());
  }

  /**
   * Requires one from now on, or no more. Once the realm asks for it, everybody's sessions end, the
   * caller's too; whoever has none sets one up at the next sign-in. To what it is already is no
   * change and leaves no entry.
   */
  public void require(Caller caller, boolean required) {
    var resource = Resource.tenant(caller.tenant());
    var permit = parts.policy().authorize(caller, Action.FACTOR_REQUIRE, resource);
    parts.database().inTenant(permit.tenant(), tx -> change(tx, permit, required));
    parts.workflows().wake();
  }

  private Permit change(Tx tx, Permit permit, boolean required) {
    if (FactorStore.lock(tx, permit) != required) {
      FactorStore.require(tx, permit, required);
      parts.workflows().start(tx, permit, SecondFactorStep.SETTLE, Payload.EMPTY);
      var facts = Map.of("required", String.valueOf(required));
      parts.audit().append(tx, permit, AuditEvent.done(permit.resource()).with(facts));
    }
    return permit;
  }

  /**
   * Forgets what a member has, who lost it: the person's sessions end, and where the team requires
   * one, a new one is set up at the next sign-in.
   *
   * @throws NotFound when the team has no such member
   * @throws Conflict when it is no person
   * @throws Denied when it is an owner and the caller is none
   */
  public void reset(Caller caller, UUID id) {
    var permit = parts.policy().authorize(caller, Action.FACTOR_RESET, new Resource("member", id));
    parts.database().inTenant(permit.tenant(), tx -> reset(tx, permit, id));
    parts.workflows().wake();
  }

  private Member reset(Tx tx, Permit permit, UUID id) {
    var member =
        MemberStore.lock(tx, permit, id)
            .orElseThrow(() -> new NotFound("There is no such member."));
    if (member.role() == Role.OWNER && permit.role() != Role.OWNER) {
      throw new Denied(permit.action().id(), "Only an owner of your team resets an owner's.");
    }
    if (member.kind() == Actor.Kind.SERVICE) {
      throw new Conflict("A service account has no second factor.");
    }
    FactorStore.endSessions(tx, permit, id);
    var payload = Payload.of(Map.of(FactorResetStep.MEMBER, id.toString()));
    parts.workflows().start(tx, permit, FactorResetStep.RESET, payload);
    parts.audit().append(tx, permit, AuditEvent.done(permit.resource()));
    return member;
  }
}
