package com.integraci.appliance.members;

import com.integraci.appliance.keycloak.Profile;
import java.util.Objects;
import java.util.Optional;

/**
 * A member with what the team's realm knows of it.
 *
 * @param member the member
 * @param profile name and address; empty when the realm has none or does not answer
 */
public record Person(Member member, Optional<Profile> profile) {

  public Person {
    Objects.requireNonNull(member);
    Objects.requireNonNull(profile);
  }
}
