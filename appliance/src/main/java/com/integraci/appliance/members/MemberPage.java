package com.integraci.appliance.members;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Members in the order in which they came.
 *
 * @param people one page of them
 * @param next after which the next page begins; empty at the end
 */
public record MemberPage(List<Person> people, Optional<UUID> next) {

  public MemberPage {
    people = List.copyOf(people);
  }
}
