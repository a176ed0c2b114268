package com.integraci.appliance.members;

import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.policy.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a group is to be called and to make of its members.
 *
 * @param name 2 to 40 small letters, digits and dashes, the first a letter, the last no dash
 * @param role {@code admin} at most, or none
 * @param until when the role ends, at most {@link Grants#LONGEST} ahead; empty when it stays
 */
public record GroupTerms(String name, Optional<Role> role, Optional<Instant> until) {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,38}[a-z0-9]");

  public GroupTerms {
    if (!NAME.matcher(name).matches()) {
      throw new Invalid("name", "It has 2 to 40 small letters, digits and dashes, a letter first.");
    }
    if (!role.map(Grants.ROLES::contains).orElse(true)) {
      throw new Invalid("role", "It is one of: " + String.join(", ", Grants.WORDS) + ".");
    }
    if (role.isEmpty() && until.isPresent()) {
      throw new Invalid("until", "Only a role ends.");
    }
  }
}
