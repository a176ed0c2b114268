package com.integraci.appliance.tenancy;

import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.workflow.Payload;
import com.integraci.appliance.workflow.Step;
import com.integraci.appliance.workflow.StepRun;

/**
 * Makes one layer and lights its lamp; undone, it removes both.
 *
 * @param layer the layer
 * @param tenants reads the tenant
 * @param kept whether a workflow that turns round leaves the layer as it is: tenants that are at
 *     work must not lose what they have
 */
record LayerStep(Layer layer, TenantReader tenants, boolean kept) implements Step {

  @Override
  public String name() {
    return layer.name();
  }

  @Override
  public Payload run(StepRun run) {
    layer.make(tenants.of(run));
    return Payload.EMPTY;
  }

  @Override
  public void commit(Tx tx, Permit permit, StepRun run, Payload result) {
    TenantStore.layer(tx, permit, layer.name(), "ready");
  }

  @Override
  public void undo(StepRun run) {
    if (!kept) {
      layer.remove(tenants.of(run));
    }
  }

  @Override
  public void undone(Tx tx, Permit permit, StepRun run) {
    TenantStore.layer(tx, permit, layer.name(), kept ? "failed" : "removed");
  }
}
