package com.integraci.appliance.tenancy;

import com.integraci.appliance.broker.Accounts;
import com.integraci.appliance.workflow.Payload;
import com.integraci.appliance.workflow.Step;
import com.integraci.appliance.workflow.StepRun;

/**
 * Tells the broker whether the tenant is open, as the database says. Closed, its connections end
 * and nobody gets in, and no credential of before comes back with the tenant.
 */
record BrokerGateStep(Accounts accounts) implements Step {

  @Override
  public String name() {
    return "broker";
  }

  @Override
  public Payload run(StepRun run) {
    accounts.refresh(run.tenant());
    return Payload.EMPTY;
  }
}
