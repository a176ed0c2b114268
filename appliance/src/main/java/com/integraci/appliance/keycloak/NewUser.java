package com.integraci.appliance.keycloak;

import java.util.Objects;
import java.util.UUID;

/**
 * A user to be imported with a password that was hashed already.
 *
 * @param id the user's id, and the member's
 * @param username what the user signs in with
 * @param email address, or "" when the user has none
 * @param name as people write it
 * @param passwordHash bcrypt, in modular crypt form with its cost
 */
public record NewUser(UUID id, String username, String email, String name, String passwordHash) {

  public NewUser {
    Objects.requireNonNull(id);
    Objects.requireNonNull(username);
    Objects.requireNonNull(email);
    Objects.requireNonNull(name);
    if (!passwordHash.matches("\\$2a\\$\\d\\d\\$[./A-Za-z0-9]{53}")) {
      throw new IllegalArgumentException("not a bcrypt hash");
    }
  }

  int cost() {
    return Integer.parseInt(passwordHash.substring(4, 6));
  }

  @Override
  public String toString() {
    return "NewUser[" + id + "]";
  }
}
