package com.integraci.appliance.tenancy;

import com.integraci.appliance.keycloak.Keycloak;
import com.integraci.appliance.workflow.Payload;
import com.integraci.appliance.workflow.Step;
import com.integraci.appliance.workflow.StepRun;

/**
 * Closes or opens the realm, as our database says in that moment and not as the workflow was
 * started: a tenant may be resumed while it is being suspended. What the database says is read
 * again after each effect, so whichever of two such steps comes last leaves the realm right.
 */
record RealmGateStep(TenantReader tenants, Keycloak keycloak) implements Step {

  private static final int CHANGES_MAX = 10;

  @Override
  public String name() {
    return "realm";
  }

  /** Nobody would see that it was given up: it goes on while Keycloak is away. */
  @Override
  public int attemptsMax() {
    return Integer.MAX_VALUE;
  }

  @Override
  public Payload run(StepRun run) {
    var tenant = tenants.of(run);
    for (int change = 0; change < CHANGES_MAX; change++) {
      boolean open = tenant.isOpen();
      keycloak.gate().setOpen(tenant.slug(), tenant.id(), open);
      tenant = tenants.of(run);
      if (tenant.isOpen() == open) {
        return Payload.EMPTY;
      }
    }
    throw new IllegalStateException("the tenant changes faster than its realm");
  }
}
