package com.integraci.appliance.broker;

import com.integraci.appliance.policy.Role;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/**
 * A member or service account that wants to hear of events.
 *
 * @param role for which it may; the credential ends with it
 * @param heard the actions of which it hears, at least one
 */
public record Subscriber(UUID member, Role role, Set<String> heard) {

  public Subscriber {
    Objects.requireNonNull(member);
    Objects.requireNonNull(role);
    heard = Set.copyOf(heard);
    // To NATS no filter means everything.
    if (heard.isEmpty()) {
      throw new IllegalArgumentException("nothing that the role may hear of");
    }
  }
}
