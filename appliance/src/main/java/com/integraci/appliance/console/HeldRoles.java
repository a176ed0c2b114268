package com.integraci.appliance.console;

import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.members.Grants;
import com.integraci.appliance.members.Group;
import com.integraci.appliance.members.Member;
import com.integraci.appliance.members.Members;
import com.integraci.appliance.members.Membership;
import com.integraci.appliance.members.RoleGrant;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Policy;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows what a member has beside its own role, and what the reader may do about it. */
final class HeldRoles {

  /** How long a role can be given on a page; over the API it is any time up to the longest. */
  static final Map<String, Duration> TERMS = terms();

  private final Membership membership;
  private final Policy policy;

  HeldRoles(Membership membership, Policy policy) {
    this.membership = membership;
    this.policy = policy;
  }

  HeldView of(Visitor visitor, Member member, String base) {
    boolean person = member.kind() == Actor.Kind.MEMBER;
    var groups = membership.groups().of(visitor.caller(), member.id());
    return new HeldView(
        membership.grants().list(visitor.caller()).stream()
            .filter(grant -> grant.member().equals(member.id()))
            .map(grant -> grant(visitor, grant, base))
            .toList(),
        groups.stream().map(group -> in(visitor, group, base)).toList(),
        person ? grantable(visitor, member) : List.of(),
        person ? joinable(visitor, groups) : List.of(),
        base + "/grants",
        base + "/groups");
  }

  private HeldView.Grant grant(Visitor visitor, RoleGrant grant, String base) {
    return new HeldView.Grant(
        Words.role(grant.role()),
        grant.reason(),
        grant.until(),
        policy.offers(visitor.caller(), Action.GRANT_END)
            ? base + "/grants/" + grant.id() + "/end"
            : "");
  }

  private HeldView.In in(Visitor visitor, Group group, String base) {
    return new HeldView.In(
        group.name(),
        group.role().map(Words::role).orElse("no role"),
        group.until().map(Moment::text).orElse("as long as in it"),
        GroupPages.base(visitor) + "/" + group.id(),
        policy.offers(visitor.caller(), Action.GROUP_REMOVE)
            ? base + "/groups/" + group.id() + "/leave"
            : "");
  }

  /** What a group makes of who is in it. */
  static String role(Group group) {
    return group
        .role()
        .map(
            role ->
                Words.role(role)
                    + group.until().map(until -> " until " + Moment.text(until)).orElse(""))
        .orElse("no role");
  }

  private List<String> grantable(Visitor visitor, Member member) {
    if (!policy.offers(visitor.caller(), Action.GRANT_CREATE)) {
      return List.of();
    }
    var stronger = Members.ROLES.subList(0, Members.ROLES.indexOf(member.role()));
    return Grants.ROLES.stream().filter(stronger::contains).map(Words::role).toList();
  }

  private List<HeldView.Choice> joinable(Visitor visitor, List<Group> present) {
    if (!policy.offers(visitor.caller(), Action.GROUP_ADD)) {
      return List.of();
    }
    var in = present.stream().map(Group::id).toList();
    return membership.groups().list(visitor.caller()).stream()
        .filter(group -> !in.contains(group.id()))
        .map(group -> new HeldView.Choice(group.id().toString(), group.name()))
        .toList();
  }

  /** The length of a term, by its words. */
  static Optional<Duration> length(String term) {
    return Optional.ofNullable(TERMS.get(term));
  }

  private static Map<String, Duration> terms() {
    var terms = new LinkedHashMap<String, Duration>();
    terms.put("1 hour", Duration.ofHours(1));
    terms.put("4 hours", Duration.ofHours(4));
    terms.put("1 day", Duration.ofDays(1));
    terms.put("7 days", Duration.ofDays(7));
    terms.put("30 days", Grants.LONGEST);
    return Collections.unmodifiableMap(terms);
  }
}
