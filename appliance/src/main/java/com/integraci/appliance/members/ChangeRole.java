package com.integraci.appliance.members;

import com.integraci.appliance.policy.Role;
import java.util.Objects;
import java.util.UUID;

/**
 * Makes a member something else in its team.
 *
 * @param member who
 * @param role what it is to be
 * @param version of the member that the caller has seen, 1 or more
 */
public record ChangeRole(UUID member, Role role, int version) {

  public ChangeRole {
    Objects.requireNonNull(member);
    Objects.requireNonNull(role);
    if (!Members.ROLES.contains(role)) {
      throw new IllegalArgumentException("no member can be " + role);
    }
  }
}
