package com.integraci.appliance.keycloak;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/**
 * A user to be imported with a password that was hashed already, or with none.
 *
 * @param id the user's id, and the member's
 * @param username what the user signs in with
 * @param email address, or "" when the user has none
 * @param name as people write it
 * @param passwordHash bcrypt, in modular crypt form with its cost; "" for somebody who comes from
 *     an identity provider
 */
public record NewUser(UUID id, String username, String email, String name, String passwordHash) {

  private static final JsonMapper JSON = JsonMapper.shared();

  public NewUser {
    Objects.requireNonNull(id);
    Objects.requireNonNull(username);
    Objects.requireNonNull(email);
    Objects.requireNonNull(name);
    if (!passwordHash.matches("|\\$2a\\$\\d\\d\\$[./A-Za-z0-9]{53}")) {
      throw new IllegalArgumentException("not a bcrypt hash");
    }
  }

  /** In the form that the provider of ours stores. */
  List<Map<String, String>> credentials() {
    if (passwordHash.isEmpty()) {
      return List.of();
    }
    int cost = Integer.parseInt(passwordHash.substring(4, 6));
    var secret = Map.of("value", passwordHash, "salt", "");
    var data = Map.of("algorithm", "bcrypt", "hashIterations", cost);
    return List.of(
        Map.of(
            "type",
            "password",
            "secretData",
            JSON.writeValueAsString(secret),
            "credentialData",
            JSON.writeValueAsString(data)));
  }

  @Override
  public String toString() {
    return "NewUser[" + id + "]";
  }
}
