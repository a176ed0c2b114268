package com.integraci.appliance.members;

import com.integraci.appliance.policy.Role;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * An open invitation.
 *
 * @param id its id
 * @param email who is invited
 * @param role what the person is to be
 * @param invitedBy the member who invited
 * @param expiresAt until when the link works
 */
public record Invitation(UUID id, String email, Role role, UUID invitedBy, Instant expiresAt) {

  public Invitation {
    Objects.requireNonNull(id);
    Objects.requireNonNull(email);
    Objects.requireNonNull(role);
    Objects.requireNonNull(invitedBy);
    Objects.requireNonNull(expiresAt);
  }

  /** An address does not belong into a log. */
  @Override
  public String toString() {
    return "Invitation[" + id + "]";
  }
}
