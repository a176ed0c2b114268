package com.integraci.appliance.repair;

import com.integraci.appliance.broker.AccountRepair;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.keycloak.NewRealm;
import java.util.Objects;
import java.util.Set;

/**
 * A team as PostgreSQL says it is.
 *
 * @param state as of {@code app.tenant}
 */
record Team(TenantId id, String slug, String plan, String organisation, String state) {

  private static final Set<String> REPAIRABLE = Set.of("active", "suspended");

  Team {
    Objects.requireNonNull(id);
    Objects.requireNonNull(slug);
    Objects.requireNonNull(plan);
    Objects.requireNonNull(organisation);
    Objects.requireNonNull(state);
  }

  boolean open() {
    return !state.equals("suspended");
  }

  /** Not while it is being made, or was taken back. */
  boolean repairable() {
    return REPAIRABLE.contains(state);
  }

  NewRealm realm() {
    return new NewRealm(slug, id, organisation);
  }

  AccountRepair.Team account() {
    return new AccountRepair.Team(id, plan, open());
  }
}
