package com.integraci.appliance.database;

import java.util.Objects;
import java.util.UUID;

/**
 * Whose rows a transaction may see.
 *
 * @param value the tenant's UUIDv7
 */
public record TenantId(UUID value) {

  /** The tenant of the appliance's operators, the same on every installation. */
  public static final TenantId APPLIANCE =
      new TenantId(UUID.fromString("00000000-0000-7000-8000-000000000001"));

  public TenantId {
    Objects.requireNonNull(value);
  }

  /** A new tenant's id. */
  public static TenantId fresh() {
    return new TenantId(UuidV7.next());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
