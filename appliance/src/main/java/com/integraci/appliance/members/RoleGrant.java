package com.integraci.appliance.members;

import com.integraci.appliance.policy.Role;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * A role that somebody has until a time.
 *
 * @param id its id
 * @param member who has it
 * @param role what the member is at least, meanwhile
 * @param reason why, 1 to 200 characters
 * @param givenBy the member who gave it
 * @param since when
 * @param until when it ends by itself
 */
public record RoleGrant(
    UUID id, UUID member, Role role, String reason, UUID givenBy, Instant since, Instant until) {

  public RoleGrant {
    Objects.requireNonNull(id);
    Objects.requireNonNull(member);
    Objects.requireNonNull(role);
    Objects.requireNonNull(reason);
    Objects.requireNonNull(givenBy);
    Objects.requireNonNull(since);
    Objects.requireNonNull(until);
  }

  /** A reason may name somebody, so it does not belong into a log. */
  @Override
  public String toString() {
    return "RoleGrant[" + id + ", " + role + ", " + until + "]";
  }
}
