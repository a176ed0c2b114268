package com.integraci.appliance.console;

import com.integraci.appliance.http.Visitor;
import com.integraci.appliance.keycloak.Profile;
import com.integraci.appliance.members.Members;
import com.integraci.appliance.members.Person;
import com.integraci.appliance.policy.Actor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The people of a visitor's team, for pages that name them or offer them for a choice. The realm is
 * asked for all names in one call; while it is away, people are shown by their ids.
 *
 * @param self the visitor
 * @param known {@value Members#PAGE_MAX} members of the team at most, in the order in which they
 *     came, without programs
 * @param next after whom the next ones are, if there are more
 */
record TeamPeople(UUID self, LinkedHashMap<UUID, Person> known, Optional<UUID> next) {

  /**
   * One to choose.
   *
   * @param id the member's id
   * @param label name and address
   */
  record Choice(String id, String label) {}

  /** The first ones. */
  static TeamPeople of(Visitor visitor, Members members) {
    return of(visitor, members, Members.START);
  }

  /** Those after somebody. */
  static TeamPeople of(Visitor visitor, Members members, UUID after) {
    var known = new LinkedHashMap<UUID, Person>();
    var page = members.list(visitor.caller(), after, Members.PAGE_MAX);
    for (Person person : page.people()) {
      if (person.member().kind() == Actor.Kind.MEMBER) {
        known.put(person.member().id(), person);
      }
    }
    return new TeamPeople(visitor.caller().actor().id(), known, page.next());
  }

  /** Who that is to the visitor. */
  String name(UUID member) {
    return member.equals(self) ? "you" : named(member);
  }

  /** The same, with the whole id of whom nobody here knows by name: a program, or who left. */
  String nameOrId(UUID member) {
    return member.equals(self) || profile(member).isPresent() ? name(member) : member.toString();
  }

  private String named(UUID member) {
    return profile(member)
        .map(Profile::name)
        .filter(name -> !name.isBlank())
        .orElse(Ids.brief(member.toString()));
  }

  private Optional<Profile> profile(UUID member) {
    return Optional.ofNullable(known.get(member)).flatMap(Person::profile);
  }

  /** Everybody but the visitor. */
  List<Choice> others() {
    return without(Set.of(self));
  }

  /** Everybody but those. */
  List<Choice> without(Set<UUID> left) {
    return known.keySet().stream()
        .filter(member -> !left.contains(member))
        .map(member -> new Choice(member.toString(), label(member)))
        .toList();
  }

  private String label(UUID member) {
    return profile(member)
        .map(Profile::email)
        .filter(email -> !email.isBlank())
        .map(email -> named(member) + " (" + email + ")")
        .orElseGet(() -> named(member));
  }
}
