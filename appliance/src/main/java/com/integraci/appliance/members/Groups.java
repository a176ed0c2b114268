package com.integraci.appliance.members;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The verbs on groups. A group's role makes everybody in it at least that, for good or for a time;
 * who is in it counts from the next request.
 */
public final class Groups {

  /** How many a team can have. */
  public static final int MAX = 50;

  /** How many people can be in one. */
  public static final int MEMBERS_MAX = 100;

  private static final String KIND = "group";

  private final MemberParts parts;
  private final Members members;

  Groups(MemberParts parts, Members members) {
    this.parts = parts;
    this.members = members;
  }

  /** The team's groups by name, {@link #MAX} at most. */
  public List<Group> list(Caller caller) {
    var permit =
        parts.policy().authorize(caller, Action.GROUP_LIST, Resource.tenant(caller.tenant()));
    return GroupStore.list(parts.database(), permit.tenant(), MAX);
  }

  /** The groups that a member is in, by name; their count of members is left out. */
  public List<Group> of(Caller caller, UUID member) {
    var permit =
        parts.policy().authorize(caller, Action.GROUP_LIST, Resource.tenant(caller.tenant()));
    return GroupStore.of(parts.database(), permit.tenant(), member, MAX);
  }

  /**
   * One group.
   *
   * @throws NotFound when the team has none of that id
   */
  public Group read(Caller caller, UUID id) {
    var permit = permit(caller, Action.GROUP_LIST, id);
    return GroupStore.find(parts.database(), permit.tenant(), id).orElseThrow(Groups::none);
  }

  /**
   * Who is in a group, {@link #MEMBERS_MAX} at most, with names where the realm answers; nobody
   * where there is no such group.
   */
  public List<Person> members(Caller caller, UUID id) {
    var permit = permit(caller, Action.GROUP_LIST, id);
    return members.people(
        permit, GroupStore.members(parts.database(), permit.tenant(), id, MEMBERS_MAX));
  }

  /**
   * Makes a group that nobody is in.
   *
   * @throws Invalid when its role would end in the past or too late
   * @throws Conflict when the name is taken or there are {@link #MAX}
   * @throws Denied when the caller has no lasting role that is as strong
   */
  public Group create(Caller caller, GroupTerms terms) {
    terms.until().ifPresent(until -> Grants.expectBounded("until", until));
    var permit = permit(caller, Action.GROUP_CREATE, UuidV7.next());
    return parts.database().inTenant(permit.tenant(), tx -> insert(tx, permit, terms));
  }

  private Group insert(Tx tx, Permit permit, GroupTerms terms) {
    MemberStore.lock(tx, permit, permit.actor().id());
    expectMay(tx, permit, terms);
    var present = GroupStore.list(tx, permit.tenant(), MAX);
    if (present.size() >= MAX) {
      throw new Conflict("A team has %d groups at most.".formatted(MAX));
    }
    expectFree(permit, present, terms);
    GroupStore.insert(tx, permit, terms);
    append(tx, permit, facts(terms));
    return GroupStore.find(tx, permit.tenant(), permit.resource().id()).orElseThrow();
  }

  /**
   * Gives a group another name or role; that counts from the next request of everybody in it.
   *
   * @param version of the group that the caller has seen
   * @throws Invalid when its role would end in the past or too late
   * @throws NotFound when the team has none of that id
   * @throws Conflict when somebody else has changed it, or the name is taken
   * @throws Denied when the caller has no lasting role that is as strong
   */
  public Group change(Caller caller, UUID id, GroupTerms terms, int version) {
    terms.until().ifPresent(until -> Grants.expectBounded("until", until));
    var permit = permit(caller, Action.GROUP_CHANGE, id);
    return parts.database().inTenant(permit.tenant(), tx -> update(tx, permit, terms, version));
  }

  private Group update(Tx tx, Permit permit, GroupTerms terms, int version) {
    var group = locked(tx, permit);
    expectMay(tx, permit, terms);
    if (group.version() != version) {
      throw new Conflict("Somebody has changed this group in the meantime. Look again.");
    }
    expectFree(permit, GroupStore.list(tx, permit.tenant(), MAX), terms);
    GroupStore.update(tx, permit, terms);
    append(tx, permit, facts(terms));
    return GroupStore.find(tx, permit.tenant(), permit.resource().id()).orElseThrow();
  }

  /**
   * Removes a group; its role counts for nobody from the next request on.
   *
   * @throws NotFound when the team has none of that id
   */
  public void delete(Caller caller, UUID id) {
    var permit = permit(caller, Action.GROUP_DELETE, id);
    parts
        .database()
        .inTenant(
            permit.tenant(),
            tx -> {
              var group = locked(tx, permit);
              GroupStore.delete(tx, permit);
              append(tx, permit, Map.of("name", group.name()));
              return group;
            });
  }

  /**
   * Puts a person into a group; again is no error.
   *
   * @throws NotFound when the team has no such group or member
   * @throws Conflict when the member is a program, or the group is full
   * @throws Denied when the caller has no lasting role that is as strong as the group's
   */
  public void add(Caller caller, UUID id, UUID member) {
    var permit = permit(caller, Action.GROUP_ADD, id);
    parts.database().inTenant(permit.tenant(), tx -> add(tx, permit, member));
  }

  private Member add(Tx tx, Permit permit, UUID id) {
    var member =
        MemberStore.lock(tx, permit, id)
            .orElseThrow(() -> new NotFound("There is no such member."));
    var group = locked(tx, permit);
    group.role().ifPresent(role -> Giving.expectLasting(tx, permit, role));
    if (member.kind() == Actor.Kind.SERVICE) {
      throw new Conflict("A service account has one role and is in no group.");
    }
    if (group.members() >= MEMBERS_MAX) {
      throw new Conflict("%d people are in this group already.".formatted(MEMBERS_MAX));
    }
    if (GroupStore.add(tx, permit, id)) {
      append(tx, permit, Map.of("member", id.toString(), "name", group.name()));
    }
    return member;
  }

  /**
   * Takes a person out of a group.
   *
   * @throws NotFound when the team has no such group, or the person is not in it
   */
  public void remove(Caller caller, UUID id, UUID member) {
    var permit = permit(caller, Action.GROUP_REMOVE, id);
    parts
        .database()
        .inTenant(
            permit.tenant(),
            tx -> {
              var group = locked(tx, permit);
              if (!GroupStore.remove(tx, permit, member)) {
                throw new NotFound("This member is not in the group.");
              }
              append(tx, permit, Map.of("member", member.toString(), "name", group.name()));
              return group;
            });
  }

  /** The group; the team's others wait until the transaction ends. */
  private static Group locked(Tx tx, Permit permit) {
    MemberStore.lock(tx, permit, permit.actor().id());
    return GroupStore.find(tx, permit.tenant(), permit.resource().id()).orElseThrow(Groups::none);
  }

  private static void expectMay(Tx tx, Permit permit, GroupTerms terms) {
    terms.role().ifPresent(role -> Giving.expectLasting(tx, permit, role));
  }

  private static void expectFree(Permit permit, List<Group> present, GroupTerms terms) {
    if (present.stream()
        .anyMatch(
            one -> one.name().equals(terms.name()) && !one.id().equals(permit.resource().id()))) {
      throw new Conflict("The team has a group of this name.");
    }
  }

  private static Map<String, String> facts(GroupTerms terms) {
    var facts = new HashMap<String, String>();
    facts.put("name", terms.name());
    terms.role().ifPresent(role -> facts.put("role", MemberStore.word(role)));
    terms.until().ifPresent(until -> facts.put("until", until.toString()));
    return facts;
  }

  private void append(Tx tx, Permit permit, Map<String, String> facts) {
    parts.audit().append(tx, permit, AuditEvent.done(permit.resource()).with(facts));
  }

  private Permit permit(Caller caller, Action action, UUID id) {
    return parts.policy().authorize(caller, action, new Resource(KIND, id));
  }

  private static NotFound none() {
    return new NotFound("There is no such group.");
  }
}
