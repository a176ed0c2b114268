package com.integraci.appliance.members;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.ActionFacts;
import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Resource;
import com.integraci.appliance.policy.Role;
import com.integraci.bundles.canonical.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The verbs on roles for a time. They end by themselves: PostgreSQL compares with the clock
 * whenever it says what somebody is, so nothing has to run for it.
 */
public final class Grants {

  /** How far ahead one may end. */
  public static final Duration LONGEST = Duration.ofDays(30);

  /** How many may run in a team at once. */
  public static final int MAX = 200;

  /** What can be granted, the strongest first. */
  public static final List<Role> ROLES = Members.ROLES.subList(1, Members.ROLES.size());

  /** The same in words. */
  public static final List<String> WORDS = ROLES.stream().map(MemberStore::word).toList();

  private static final String KIND = "role-grant";

  private final MemberParts parts;

  Grants(MemberParts parts) {
    this.parts = parts;
  }

  /** What runs in the team, the soonest to end first, {@link #MAX} at most. */
  public List<RoleGrant> list(Caller caller) {
    var permit =
        parts.policy().authorize(caller, Action.GRANT_LIST, Resource.tenant(caller.tenant()));
    return GrantStore.running(parts.database(), permit.tenant(), MAX);
  }

  /**
   * Gives a role for a time; it counts from the member's next request.
   *
   * @throws Invalid when it would end in the past or too late
   * @throws NotFound when the team has no such member
   * @throws Conflict when the member is that much already, is a program, or too many run
   * @throws Denied when the caller has no lasting role that is as strong
   */
  public RoleGrant run(Caller caller, GrantRole command) {
    expectBounded("until", command.until());
    var resource = new Resource(KIND, UuidV7.next());
    var permit =
        parts.policy().authorize(caller, Action.GRANT_CREATE, resource, () -> facts(command));
    return parts.database().inTenant(permit.tenant(), tx -> insert(tx, permit, command));
  }

  private RoleGrant insert(Tx tx, Permit permit, GrantRole command) {
    var member = MemberStore.lock(tx, permit, command.member()).orElseThrow(Grants::nobody);
    Giving.expectLasting(tx, permit, command.role());
    if (member.kind() == Actor.Kind.SERVICE) {
      throw new Conflict("A service account has one role. Change that one.");
    }
    var standing = MemberStore.standing(tx, permit.tenant(), member.id()).orElseThrow();
    if (!Giving.above(command.role(), standing)) {
      throw new Conflict("It would change nothing: the member is that much already, for good.");
    }
    if (GrantStore.count(tx, permit) >= MAX) {
      throw new Conflict(MAX + " roles for a time run in the team. End one first.");
    }
    GrantStore.insert(tx, permit, command);
    var facts =
        Map.of(
            "member", member.id().toString(),
            "role", MemberStore.word(command.role()),
            "until", command.until().toString());
    parts
        .audit()
        .append(
            tx,
            permit,
            AuditEvent.done(permit.resource())
                .with(facts)
                .withDetail(Map.of("reason", command.reason())));
    return GrantStore.find(tx, permit.tenant(), permit.resource().id()).orElseThrow();
  }

  /** What would be written; an hour that it begins counts. */
  private static ActionFacts facts(GrantRole command) {
    var time = Duration.between(Instant.now(), command.until());
    return ActionFacts.of(
        "grant",
        JsonValue.object()
            .put("member", command.member().toString())
            .put("role", MemberStore.word(command.role()))
            .put("hours", time.plusHours(1).minusNanos(1).toHours())
            .build());
  }

  /**
   * Ends one before its time; that counts from the member's next request.
   *
   * @throws NotFound when none of that id runs
   */
  public void end(Caller caller, UUID id) {
    var permit = parts.policy().authorize(caller, Action.GRANT_END, new Resource(KIND, id));
    parts
        .database()
        .inTenant(
            permit.tenant(),
            tx -> {
              var found = GrantStore.find(tx, permit.tenant(), id).orElseThrow(Grants::none);
              if (!GrantStore.delete(tx, permit, id)) {
                throw none();
              }
              var facts =
                  Map.of(
                      "member", found.member().toString(), "role", MemberStore.word(found.role()));
              parts.audit().append(tx, permit, AuditEvent.done(permit.resource()).with(facts));
              return found;
            });
  }

  /** Refuses a time that is over or further away than {@link #LONGEST}. */
  static void expectBounded(String field, Instant until) {
    var now = Instant.now();
    if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST))) {
      throw new Invalid(field, "It is a time ahead, at most 30 days from now.");
    }
  }

  private static NotFound nobody() {
    return new NotFound("There is no such member.");
  }

  private static NotFound none() {
    return new NotFound("No role for a time of this id runs.");
  }
}
