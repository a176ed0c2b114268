package com.integraci.appliance.tenancy;

import com.integraci.appliance.database.FrontDoor;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Suspended;
import java.util.Optional;

/** Finds the tenant that a realm belongs to, before anybody is known. */
public final class Realms {

  private static final String RESOLVE =
      """
      select tenant_id, state from front.resolve_realm(?)
      """;

  private final FrontDoor front;

  /** The verb. */
  public Realms(FrontDoor front) {
    this.front = front;
  }

  /**
   * The active tenant of a realm's name, which is its slug.
   *
   * @throws Suspended when the tenant is
   */
  public Optional<TenantId> resolve(String realm) {
    return front
        .call(
            RESOLVE,
            row ->
                switch (row.text("state")) {
                  case "active" -> Optional.of(new TenantId(row.uuid("tenant_id")));
                  case Tenant.SUSPENDED -> throw new Suspended();
                  default -> Optional.<TenantId>empty();
                },
            realm)
        .stream()
        .flatMap(Optional::stream)
        .findFirst();
  }
}
