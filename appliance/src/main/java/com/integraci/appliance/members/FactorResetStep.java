package com.integraci.appliance.members;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.keycloak.Keycloak;
import com.integraci.appliance.workflow.Payload;
import com.integraci.appliance.workflow.Step;
import com.integraci.appliance.workflow.StepRun;
import java.util.UUID;

/**
 * Makes the realm forget what a member lost.
 *
 * @param database where the tenant's slug stands
 * @param keycloak where the user is
 */
public record FactorResetStep(Database database, Keycloak keycloak) implements Step {

  /** The workflow of it. */
  static final String RESET = "factor.reset";

  /** The member's id in the workflow's payload. */
  static final String MEMBER = "member";

  @Override
  public String name() {
    return "realm";
  }

  @Override
  public Payload run(StepRun run) {
    var member = UUID.fromString(run.payload().value(MEMBER));
    keycloak.secondFactors().reset(MemberStore.slug(database.system(), run.tenant()), member);
    return Payload.EMPTY;
  }
}
