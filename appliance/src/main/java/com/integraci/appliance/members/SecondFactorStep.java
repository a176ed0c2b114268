package com.integraci.appliance.members;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.keycloak.Keycloak;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.workflow.Payload;
import com.integraci.appliance.workflow.Step;
import com.integraci.appliance.workflow.StepRun;
import java.util.Map;

/**
 * Makes the realm ask for a second factor, or not, whether somebody comes with a password or from
 * an identity provider, as our database says in that moment and not as the workflow was started: of
 * two changes the last one holds, whichever workflow comes last. Our sessions end after Keycloak's,
 * so that none can be begun anew without the second factor.
 *
 * @param database where it stands
 * @param keycloak where it is asked
 */
public record SecondFactorStep(Database database, Keycloak keycloak) implements Step {

  /** The workflow of a change. */
  static final String SETTLE = "factor.settle";

  private static final String REQUIRED = "required";
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
    var slug = MemberStore.slug(database.system(), run.tenant());
    for (int change = 0; change < CHANGES_MAX; change++) {
      boolean required = FactorStore.required(database.system(), run.tenant());
      keycloak.secondFactors().require(slug, required);
      keycloak.providers().requireFactor(slug, required);
      if (FactorStore.required(database.system(), run.tenant()) == required) {
        return Payload.of(Map.of(REQUIRED, String.valueOf(required)));
      }
    }
    throw new IllegalStateException("the setting changes faster than its realm");
  }

  @Override
  public void commit(Tx tx, Permit permit, StepRun run, Payload result) {
    if (result.value(REQUIRED).equals("true")) {
      FactorStore.settled(tx, permit);
    }
  }
}
