package com.integraci.appliance.members;

import com.integraci.appliance.policy.Role;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A group of people of a team.
 *
 * @param id its id
 * @param name small letters, digits and dashes
 * @param role what everybody in it is at least; a role that is over is none
 * @param until when the role ends by itself; empty when it stays or there is none
 * @param members how many are in it
 * @param version raised by each change of name or role, 1 or more
 */
public record Group(
    UUID id, String name, Optional<Role> role, Optional<Instant> until, int members, int version) {

  public Group {
    Objects.requireNonNull(id);
    Objects.requireNonNull(name);
    Objects.requireNonNull(role);
    Objects.requireNonNull(until);
  }
}
