package com.integraci.appliance.keycloak;

import com.integraci.appliance.database.TenantId;
import java.util.Objects;

/**
 * A realm to be made.
 *
 * @param slug its name
 * @param tenant whose it is; it stands in the realm, so that no other's is ever taken or removed
 * @param organisation what people see above the sign-in
 */
public record NewRealm(String slug, TenantId tenant, String organisation) {

  public NewRealm {
    Objects.requireNonNull(slug);
    Objects.requireNonNull(tenant);
    Objects.requireNonNull(organisation);
  }
}
