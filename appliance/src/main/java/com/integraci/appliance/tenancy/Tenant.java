package com.integraci.appliance.tenancy;

import com.integraci.appliance.database.TenantId;
import java.time.Instant;
import java.util.SortedMap;

/**
 * A team.
 *
 * @param id its id
 * @param slug its name in addresses and its realm's name; never changes
 * @param plan {@code team}, {@code enterprise} or, for the operators, {@code appliance}
 * @param organisation what people call it; "" where operators look, who need not know
 * @param state {@code provisioning}, {@code active}, {@code suspended} or {@code failed}
 * @param createdAt when it signed up
 * @param layers the state of each layer ({@code pending}, {@code ready}, {@code failed}, {@code
 *     removed}) by its name
 */
public record Tenant(
    TenantId id,
    String slug,
    String plan,
    String organisation,
    String state,
    Instant createdAt,
    SortedMap<String, String> layers) {

  /** Whether its people are let in, or will be. */
  boolean isOpen() {
    return !state.equals(SUSPENDED);
  }

  /** The state of a tenant whose people are refused. */
  static final String SUSPENDED = "suspended";
}
