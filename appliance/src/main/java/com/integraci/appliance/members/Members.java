package com.integraci.appliance.members;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.failure.Unavailable;
import com.integraci.appliance.keycloak.Profile;
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
import java.util.Optional;
import java.util.UUID;

/**
 * The verbs on a team's members. Whoever is removed or leaves is gone from our rows, sessions
 * included, with the verb's commit; workflow {@code member.remove} then removes the user in the
 * team's realm.
 */
public final class Members {

  /** What somebody can be in a team, the strongest first. */
  public static final List<Role> ROLES =
      List.of(Role.OWNER, Role.ADMIN, Role.MAINTAINER, Role.DEVELOPER, Role.AUDITOR, Role.VIEWER);

  /** How many members a page has at most. */
  public static final int PAGE_MAX = 100;

  /** Before the first page. */
  public static final UUID START = new UUID(0, 0);

  private static final System.Logger LOG = System.getLogger(Members.class.getName());
  private static final String KIND = "member";

  private final MemberParts parts;

  /** The verbs. */
  public Members(MemberParts parts) {
    this.parts = parts;
  }

  /** The workflows behind these verbs. */
  public static List<Definition> definitions(RealmUserStep realmUser, MemberStep member) {
    return List.of(
        new Definition(
            MemberStep.ACCEPT,
            1,
            Action.MEMBER_CREATE,
            Definition.Exhausted.COMPENSATE,
            List.of(member)),
        new Definition(
            RealmUserStep.REMOVE,
            1,
            Action.MEMBER_REMOVE,
            Definition.Exhausted.STOP,
            List.of(realmUser)));
  }

  /**
   * The team's members, the oldest first.
   *
   * @param after the id that the page before gave, or {@link #START}
   * @param limit 1 to {@link #PAGE_MAX}
   */
  public MemberPage list(Caller caller, UUID after, int limit) {
    var permit =
        parts.policy().authorize(caller, Action.MEMBER_LIST, Resource.tenant(caller.tenant()));
    var found = MemberStore.page(parts.database(), permit.tenant(), after, limit + 1);
    boolean more = found.size() > limit;
    var page = more ? found.subList(0, limit) : found;
    return new MemberPage(
        people(permit, page), more ? Optional.of(page.getLast().id()) : Optional.empty());
  }

  /**
   * One member.
   *
   * @throws NotFound when the team has none of that id
   */
  public Person read(Caller caller, UUID id) {
    var permit = permit(caller, Action.MEMBER_LIST, id);
    var member = MemberStore.find(parts.database(), permit.tenant(), id).orElseThrow(Members::none);
    return people(permit, List.of(member)).getFirst();
  }

  /** Names and addresses are asked of the realm in one call; without it the list is still one. */
  List<Person> people(Permit permit, List<Member> members) {
    var profiles = profiles(permit, members.stream().map(Member::id).toList());
    return members.stream()
        .map(member -> new Person(member, Optional.ofNullable(profiles.get(member.id()))))
        .toList();
  }

  private Map<UUID, Profile> profiles(Permit permit, List<UUID> ids) {
    try {
      return parts
          .keycloak()
          .directory()
          .profiles(MemberStore.slug(parts.database(), permit.tenant()), ids);
    } catch (Unavailable | NotFound e) {
      LOG.log(System.Logger.Level.WARNING, "members are shown without names: " + e.getMessage());
      return Map.of();
    }
  }

  /**
   * Changes a member's role; it counts from the member's next request.
   *
   * @return the member as it is now
   * @throws NotFound when the team has none of that id
   * @throws Conflict when somebody else has changed it, the team would be left without an owner, or
   *     an owner without a password
   * @throws Denied when it is an owner, or is to be one, and the caller is none
   */
  public Member run(Caller caller, ChangeRole command) {
    var permit = permit(caller, Action.MEMBER_CHANGE, command.member());
    if (command.role() == Role.OWNER && permit.role() == Role.OWNER) {
      expectPassword(permit, command.member());
    }
    return parts.database().inTenant(permit.tenant(), tx -> change(tx, permit, command));
  }

  /**
   * An owner gets in without a provider, so that a team can't be locked out by it. Nobody loses a
   * password in between.
   */
  private void expectPassword(Permit permit, UUID id) {
    boolean person =
        MemberStore.find(parts.database(), permit.tenant(), id)
            .filter(member -> member.kind() == Actor.Kind.MEMBER && member.role() != Role.OWNER)
            .isPresent();
    var slug = MemberStore.slug(parts.database(), permit.tenant());
    if (person && !parts.keycloak().directory().hasPassword(slug, id)) {
      throw new Conflict(
          "An owner has a password here, and this member comes from an identity provider alone."
              + " Remove the member, and invite an owner of the same address.");
    }
  }

  private Member change(Tx tx, Permit permit, ChangeRole command) {
    var member = present(tx, permit, command.member());
    expectOver(permit, member.role());
    expectOver(permit, command.role());
    Giving.expectLasting(tx, permit, command.role());
    if (member.version() != command.version()) {
      throw new Conflict("Somebody has changed this member in the meantime. Look again.");
    }
    if (member.kind() == Actor.Kind.SERVICE && command.role() == Role.OWNER) {
      throw new Invalid("role", "A service account can't be an owner.");
    }
    if (member.role() == command.role()) {
      return member;
    }
    expectAnotherOwner(tx, permit, member);
    MemberStore.role(tx, permit, member.id(), command.role());
    var facts =
        Map.of("from", MemberStore.word(member.role()), "to", MemberStore.word(command.role()));
    parts.audit().append(tx, permit, AuditEvent.done(permit.resource()).with(facts));
    return present(tx, permit, member.id());
  }

  /**
   * Removes a person from the team: the next request with a token or a session of theirs is
   * refused.
   *
   * @throws NotFound when the team has none of that id
   * @throws Conflict when it is the last owner, or no person
   * @throws Denied when it is an owner and the caller is none
   */
  public void remove(Caller caller, UUID id) {
    go(permit(caller, Action.MEMBER_REMOVE, id));
  }

  /**
   * The caller leaves the team.
   *
   * @throws Conflict when it is the last owner, or no person
   */
  public void leave(Caller caller) {
    go(permit(caller, Action.MEMBER_LEAVE, caller.actor().id()));
  }

  private void go(Permit permit) {
    parts.database().inTenant(permit.tenant(), tx -> go(tx, permit));
    parts.workflows().wake();
  }

  private Member go(Tx tx, Permit permit) {
    var member = present(tx, permit, permit.resource().id());
    if (permit.action() == Action.MEMBER_REMOVE) {
      expectOver(permit, member.role());
    }
    if (member.kind() == Actor.Kind.SERVICE) {
      throw new Conflict("This is a service account, not a person. Delete it as such.");
    }
    expectAnotherOwner(tx, permit, member);
    MemberStore.delete(tx, permit, member.id());
    var payload = Payload.of(Map.of(RealmUserStep.MEMBER, member.id().toString()));
    parts.workflows().start(tx, permit, RealmUserStep.REMOVE, payload);
    var facts = Map.of("role", MemberStore.word(member.role()));
    parts.audit().append(tx, permit, AuditEvent.done(permit.resource()).with(facts));
    return member;
  }

  private static Member present(Tx tx, Permit permit, UUID id) {
    return MemberStore.lock(tx, permit, id).orElseThrow(Members::none);
  }

  /** Admins manage everybody but owners. */
  private static void expectOver(Permit permit, Role role) {
    if (role == Role.OWNER && permit.role() != Role.OWNER) {
      throw new Denied(
          permit.action().id(), "Only an owner of your team makes, changes or removes an owner.");
    }
  }

  /** Said here in words; the database holds it against whoever forgets to ask. */
  private static void expectAnotherOwner(Tx tx, Permit permit, Member member) {
    if (member.role() == Role.OWNER && MemberStore.owners(tx, permit) < 2) {
      throw new Conflict("The last owner stays. Make somebody else an owner first.");
    }
  }

  private Permit permit(Caller caller, Action action, UUID id) {
    return parts.policy().authorize(caller, action, new Resource(KIND, id));
  }

  private static NotFound none() {
    return new NotFound("There is no such member.");
  }
}
