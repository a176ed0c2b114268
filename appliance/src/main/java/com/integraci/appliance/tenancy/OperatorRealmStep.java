package com.integraci.appliance.tenancy;

import com.integraci.appliance.database.Tx;
import com.integraci.appliance.keycloak.Keycloak;
import com.integraci.appliance.keycloak.NewRealm;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.workflow.Payload;
import com.integraci.appliance.workflow.Step;
import com.integraci.appliance.workflow.StepRun;
import java.util.UUID;

/**
 * The operators' realm, with the service client for the command line. It is never undone: without
 * it nobody could resume anything.
 */
record OperatorRealmStep(TenantReader tenants, Keycloak keycloak) implements Step {

  static final String ACCOUNT = "account";

  @Override
  public String name() {
    return "realm";
  }

  /** There is nobody yet who could resume it, so it goes on for as long as it takes. */
  @Override
  public int attemptsMax() {
    return Integer.MAX_VALUE;
  }

  @Override
  public Payload run(StepRun run) {
    var tenant = tenants.of(run);
    keycloak.createOperatorRealm(
        new NewRealm(tenant.slug(), tenant.id(), tenant.organisation()), account(run));
    return Payload.EMPTY;
  }

  @Override
  public void commit(Tx tx, Permit permit, StepRun run, Payload result) {
    TenantStore.addMember(tx, permit, account(run), "service", "operator");
    TenantStore.layer(tx, permit, "realm", "ready");
  }

  private static UUID account(StepRun run) {
    return UUID.fromString(run.payload().value(ACCOUNT));
  }
}
