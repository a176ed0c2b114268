package com.integraci.appliance.accounts;

import com.integraci.appliance.policy.Role;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A service account.
 *
 * @param id its id, and its member's
 * @param name what people call it
 * @param role what it may do when it is enabled
 * @param enabled whether its requests are let in
 * @param createdBy the member who made it
 * @param createdAt when
 * @param rotatedAt since when its secret is the present one
 * @param lastUsedAt when a request of its was last let in, to a minute; empty for never
 */
public record Account(
    UUID id,
    String name,
    Role role,
    boolean enabled,
    UUID createdBy,
    Instant createdAt,
    Instant rotatedAt,
    Optional<Instant> lastUsedAt) {

  public Account {
    Objects.requireNonNull(id);
    Objects.requireNonNull(name);
    Objects.requireNonNull(role);
    Objects.requireNonNull(createdBy);
    Objects.requireNonNull(createdAt);
    Objects.requireNonNull(rotatedAt);
    Objects.requireNonNull(lastUsedAt);
  }

  /** What it calls itself at the token endpoint; another account never has it. */
  public String clientId() {
    return clientId(id);
  }

  /** The same for an account that is known by its id. */
  public static String clientId(UUID id) {
    return "sa-" + id;
  }
}
