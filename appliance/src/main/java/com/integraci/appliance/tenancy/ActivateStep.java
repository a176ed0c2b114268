package com.integraci.appliance.tenancy;

import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.workflow.Payload;
import com.integraci.appliance.workflow.Step;
import com.integraci.appliance.workflow.StepRun;

/** Opens the tenant: from its commit on, people can sign in. */
record ActivateStep() implements Step {

  @Override
  public String name() {
    return "activate";
  }

  @Override
  public Payload run(StepRun run) {
    return Payload.EMPTY;
  }

  @Override
  public void commit(Tx tx, Permit permit, StepRun run, Payload result) {
    TenantStore.state(tx, permit, "active");
  }
}
