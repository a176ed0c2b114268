package com.integraci.appliance.members;

import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Role;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * Somebody in a team.
 *
 * @param id the member's, and the user's in the team's realm
 * @param kind a person or a service account
 * @param role what it is in the team by itself
 * @param actsAs the strongest of that, its groups' roles and what it was granted for a time; this
 *     one decides
 * @param version raised by each change, 1 or more
 * @param since when it came
 */
public record Member(UUID id, Actor.Kind kind, Role role, Role actsAs, int version, Instant since) {

  public Member {
    Objects.requireNonNull(id);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(role);
    Objects.requireNonNull(actsAs);
    Objects.requireNonNull(since);
  }
}
