package com.integraci.appliance.tenancy;

import com.integraci.appliance.keycloak.Keycloak;
import com.integraci.appliance.keycloak.NewRealm;

/** The realm in which the team's people are and sign in. */
record RealmLayer(Keycloak keycloak) implements Layer {

  @Override
  public String name() {
    return "realm";
  }

  @Override
  public void make(Tenant tenant) {
    keycloak.createRealm(new NewRealm(tenant.slug(), tenant.id(), tenant.organisation()));
  }

  @Override
  public void remove(Tenant tenant) {
    keycloak.deleteRealm(tenant.slug(), tenant.id());
  }
}
