package com.integraci.appliance.tenancy;

import com.integraci.appliance.openbao.TenantVault;

/** The team's namespace in OpenBao. */
record SecretsLayer(TenantVault vault) implements Layer {

  @Override
  public String name() {
    return "secrets";
  }

  @Override
  public void make(Tenant tenant) {
    vault.provision(tenant.id());
  }

  @Override
  public void remove(Tenant tenant) {
    vault.remove(tenant.id());
  }
}
