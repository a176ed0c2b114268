package com.integraci.appliance.policy;

import com.integraci.appliance.database.TenantId;
import java.util.Objects;
import java.util.UUID;

/**
 * What is acted on.
 *
 * @param kind the glossary's word, {@code [a-z-]{2,32}}: {@code tenant}, {@code secret}, ...
 * @param id its id
 */
public record Resource(String kind, UUID id) {

  public Resource {
    Objects.requireNonNull(id);
    if (!kind.matches("[a-z-]{2,32}")) {
      throw new IllegalArgumentException("not a kind of resource: " + kind);
    }
  }

  /** A tenant as a whole. */
  public static Resource tenant(TenantId tenant) {
    return new Resource("tenant", tenant.value());
  }
}
