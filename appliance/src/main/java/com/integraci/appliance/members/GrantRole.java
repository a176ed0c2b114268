package com.integraci.appliance.members;

import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.policy.Role;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * Gives a member a stronger role until a time.
 *
 * @param member who
 * @param role {@code admin} at most: who owns a team does not change by the clock
 * @param until when it ends, at most {@link Grants#LONGEST} ahead
 * @param reason why, 1 to 200 characters
 */
public record GrantRole(UUID member, Role role, Instant until, String reason) {

  public GrantRole {
    Objects.requireNonNull(member);
    Objects.requireNonNull(until);
    reason = reason.strip();
    if (!Grants.ROLES.contains(role)) {
      throw new Invalid("role", "It is one of: " + String.join(", ", Grants.WORDS) + ".");
    }
    if (reason.isEmpty() || reason.length() > 200) {
      throw new Invalid("reason", "It has 1 to 200 characters.");
    }
  }

  /** A reason may name somebody, so it does not belong into a log. */
  @Override
  public String toString() {
    return "GrantRole[" + member + ", " + role + ", " + until + "]";
  }
}
