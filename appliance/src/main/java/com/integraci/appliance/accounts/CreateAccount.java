package com.integraci.appliance.accounts;

import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.policy.Role;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A service account that somebody wants.
 *
 * @param name 2 to 40 small letters, digits and dashes, the first a letter, the last no dash
 * @param role at most the creator's own
 */
public record CreateAccount(String name, Role role) {

  /** The roles that a program can have. */
  public static final List<String> ROLES =
      List.of("admin", "maintainer", "developer", "auditor", "viewer");

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,38}[a-z0-9]");

  public CreateAccount {
    if (!NAME.matcher(name).matches()) {
      throw new Invalid("name", "It has 2 to 40 small letters, digits and dashes, a letter first.");
    }
    if (!ROLES.contains(role.name().toLowerCase(Locale.ROOT))) {
      throw new Invalid("role", "It is one of: " + String.join(", ", ROLES) + ".");
    }
  }
}
