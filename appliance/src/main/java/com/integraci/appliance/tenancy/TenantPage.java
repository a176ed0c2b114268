package com.integraci.appliance.tenancy;

import com.integraci.appliance.database.TenantId;
import java.util.List;
import java.util.Optional;

/**
 * A page of tenants, the newest first: an id holds the time it was made at.
 *
 * @param tenants at most as many as asked for
 * @param next the id after which the next page begins, if there is one
 */
public record TenantPage(List<Tenant> tenants, Optional<TenantId> next) {

  public TenantPage {
    tenants = List.copyOf(tenants);
  }

  /** The page of what was found, which is one more than fits when there is a next one. */
  static TenantPage of(List<Tenant> found, int limit) {
    return found.size() <= limit
        ? new TenantPage(found, Optional.empty())
        : new TenantPage(found.subList(0, limit), Optional.of(found.get(limit - 1).id()));
  }
}
