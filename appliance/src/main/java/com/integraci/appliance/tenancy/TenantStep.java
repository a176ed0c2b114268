package com.integraci.appliance.tenancy;

import com.integraci.appliance.database.Tx;
import com.integraci.appliance.openbao.SignupVault;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.workflow.Payload;
import com.integraci.appliance.workflow.Step;
import com.integraci.appliance.workflow.StepRun;

/**
 * The tenant's own row, which the sign-up has written. Undone last of all, it frees the slug and
 * destroys what still waits of the owner.
 */
record TenantStep(SignupVault waiting) implements Step {

  @Override
  public String name() {
    return "tenant";
  }

  @Override
  public Payload run(StepRun run) {
    return Payload.EMPTY;
  }

  @Override
  public void undo(StepRun run) {
    waiting.destroy(run.tenant());
  }

  @Override
  public void undone(Tx tx, Permit permit, StepRun run) {
    TenantStore.state(tx, permit, "failed");
  }
}
