package com.integraci.appliance.tenancy;

import com.integraci.appliance.broker.Accounts;

/** The team's account at the broker, with its stream. */
record BrokerLayer(Accounts accounts) implements Layer {

  @Override
  public String name() {
    return "broker";
  }

  @Override
  public void make(Tenant tenant) {
    accounts.make(tenant.id(), tenant.plan());
  }

  @Override
  public void remove(Tenant tenant) {
    accounts.remove(tenant.id());
  }
}
