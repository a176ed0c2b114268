package com.integraci.appliance.members;

import com.integraci.appliance.database.Database;
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
 * Makes a member of whoever accepted an invitation: the user in the team's realm, then our row. The
 * id stands in the payload, so that however often it is tried it is the same person.
 *
 * @param database where the tenant's slug stands
 * @param keycloak where the user is made
 * @param waiting where name, address and password hash wait
 */
public record MemberStep(Database database, Keycloak keycloak, SignupVault waiting)
    implements Step {

  /** The workflow of an accepted invitation. */
  static final String ACCEPT = "member.accept";

  /** The member's id in the workflow's payload, which is also the key of what waits. */
  static final String MEMBER = "member";

  /** The role in the workflow's payload. */
  static final String ROLE = "role";

  @Override
  public String name() {
    return "member";
  }

  @Override
  public Payload run(StepRun run) {
    var slug = MemberStore.slug(database.system(), run.tenant());
    var member = member(run);
    waiting
        .read(member)
        .ifPresentOrElse(
            person -> keycloak.importUser(slug, user(member, person)),
            () -> requireImported(slug, member));
    waiting.destroy(member);
    return Payload.EMPTY;
  }

  private static NewUser user(UUID member, SignupVault.Waiting person) {
    return new NewUser(member, person.email(), person.email(), person.name(), person.bcryptHash());
  }

  /** Nothing waits: an earlier attempt has imported it, or this has taken too long. */
  private void requireImported(String slug, UUID member) {
    if (!keycloak.hasUser(slug, member)) {
      throw new Conflict("It has waited longer than 15 minutes. Invite the person again.");
    }
  }

  @Override
  public void commit(Tx tx, Permit permit, StepRun run, Payload result) {
    MemberStore.insert(tx, permit, member(run), run.payload().value(ROLE));
  }

  @Override
  public void undo(StepRun run) {
    waiting.destroy(member(run));
    keycloak.deleteUser(MemberStore.slug(database.system(), run.tenant()), member(run));
  }

  @Override
  public void undone(Tx tx, Permit permit, StepRun run) {
    MemberStore.delete(tx, permit, member(run));
  }

  private static UUID member(StepRun run) {
    return UUID.fromString(run.payload().value(MEMBER));
  }
}
