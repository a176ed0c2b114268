package com.integraci.appliance.members;

import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.policy.Role;
import com.integraci.appliance.tenancy.SignUpRules;
import java.util.Locale;
import java.util.Objects;

/**
 * Invites somebody.
 *
 * @param email the address, which the person will sign in with; kept in small letters
 * @param role what the person is to be
 */
public record Invite(String email, Role role) {

  public Invite {
    Objects.requireNonNull(role);
    if (!Members.ROLES.contains(role)) {
      throw new IllegalArgumentException("no member can be " + role);
    }
    if (!SignUpRules.isEmail(email)) {
      throw new Invalid("email", "It is an address such as ada@example.com.");
    }
    email = email.toLowerCase(Locale.ROOT);
  }

  /** An address does not belong into a log. */
  @Override
  public String toString() {
    return "Invite[" + role + "]";
  }
}
