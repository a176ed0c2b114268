package com.integraci.appliance.tenancy;

import com.integraci.appliance.database.Tx;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.keycloak.Keycloak;
import com.integraci.appliance.keycloak.NewUser;
import com.integraci.appliance.openbao.SignupVault;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.workflow.Payload;
import com.integraci.appliance.workflow.Step;
import com.integraci.appliance.workflow.StepRun;
import java.util.UUID;

/**
 * Moves the owner from where the sign-up waits into the realm. The id stands in the payload, so
 * that however often it is tried it is the same person.
 */
record OwnerStep(TenantReader tenants, Keycloak keycloak, SignupVault waiting) implements Step {

  static final String OWNER = "owner";

  @Override
  public String name() {
    return "owner";
  }

  @Override
  public Payload run(StepRun run) {
    var slug = tenants.of(run).slug();
    waiting
        .read(run.tenant())
        .ifPresentOrElse(
            owner -> keycloak.importUser(slug, user(run, owner)), () -> requireImported(run, slug));
    waiting.destroy(run.tenant());
    return Payload.EMPTY;
  }

  private static NewUser user(StepRun run, SignupVault.Waiting owner) {
    return new NewUser(id(run), owner.email(), owner.email(), owner.name(), owner.bcryptHash());
  }

  /** Nothing waits: an earlier attempt has imported it, or the sign-up has taken too long. */
  private void requireImported(StepRun run, String slug) {
    if (!keycloak.hasUser(slug, id(run))) {
      throw new Conflict("The sign-up has waited longer than 15 minutes. Sign up again.");
    }
  }

  @Override
  public void commit(Tx tx, Permit permit, StepRun run, Payload result) {
    TenantStore.addMember(tx, permit, id(run), "member", "owner");
  }

  @Override
  public void undo(StepRun run) {
    keycloak.deleteUser(tenants.of(run).slug(), id(run));
  }

  @Override
  public void undone(Tx tx, Permit permit, StepRun run) {
    TenantStore.removeMember(tx, permit, id(run));
  }

  private static UUID id(StepRun run) {
    return UUID.fromString(run.payload().value(OWNER));
  }
}
