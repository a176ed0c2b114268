package com.integraci.appliance.members;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.keycloak.Keycloak;
import com.integraci.appliance.workflow.Payload;
import com.integraci.appliance.workflow.Step;
import com.integraci.appliance.workflow.StepRun;
import java.util.UUID;

/**
 * Removes a former member from the team's realm. Keycloak ends the user's sessions with it, so that
 * refresh tokens are worth nothing from then on.
 *
 * @param database where the tenant's slug stands
 * @param keycloak where the user is
 */
public record RealmUserStep(Database database, Keycloak keycloak) implements Step {

  /** The workflow of whoever was removed or left. */
  static final String REMOVE = "member.remove";

  /** The member's id in the workflow's payload. */
  static final String MEMBER = "member";

  @Override
  public String name() {
    return "realm-user";
  }

  @Override
  public Payload run(StepRun run) {
    var member = UUID.fromString(run.payload().value(MEMBER));
    keycloak.deleteUser(MemberStore.slug(database.system(), run.tenant()), member);
    return Payload.EMPTY;
  }
}
