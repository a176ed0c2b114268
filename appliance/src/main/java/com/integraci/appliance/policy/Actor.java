package com.integraci.appliance.policy;

import java.util.Objects;
import java.util.UUID;

/**
 * Who acts, as audit entries name it: by id, never by name or address.
 *
 * @param kind what it is
 * @param id the member's, the service account's, or for {@link Kind#SYSTEM} the workflow's or the
 *     tenant's id
 */
public record Actor(Kind kind, UUID id) {

  /** What acts. */
  public enum Kind {
    MEMBER,
    SERVICE,
    SYSTEM
  }

  public Actor {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(id);
  }
}
