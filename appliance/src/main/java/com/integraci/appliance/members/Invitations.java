package com.integraci.appliance.members;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Resource;
import com.integraci.appliance.policy.Role;
import com.integraci.appliance.tenancy.OperationSecret;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The verbs on invitations: a link that works once, for seven days, and is shown once. {@link
 * Acceptance} is the other end of it.
 */
public final class Invitations {

  /** How many may be open in a team at once. */
  public static final int OPEN_MAX = 50;

  /** The page behind a link; the token follows. */
  public static final String PATH = "/invitation/";

  private static final String KIND = "invitation";

  private final MemberParts parts;
  private final InvitationPost post;

  /** The verbs. */
  public Invitations(MemberParts parts, InvitationPost post) {
    this.parts = parts;
    this.post = post;
  }

  /** The team's open invitations, the newest first, {@link #OPEN_MAX} at most. */
  public List<Invitation> list(Caller caller) {
    var permit =
        parts.policy().authorize(caller, Action.INVITATION_LIST, Resource.tenant(caller.tenant()));
    return InvitationStore.open(parts.database(), permit.tenant(), OPEN_MAX);
  }

  /**
   * Invites somebody, and mails the link when there is a mail server.
   *
   * @throws Conflict when the address is a member's or is invited already, or too many are
   * @throws Denied when an owner is to be made by somebody who is none
   */
  public Invited run(Caller caller, Invite command) {
    var resource = new Resource(KIND, UuidV7.next());
    var permit = parts.policy().authorize(caller, Action.INVITATION_CREATE, resource);
    expectOver(permit, command.role());
    var team = MemberStore.team(parts.database(), permit.tenant());
    if (parts.keycloak().directory().hasAddress(team.slug(), command.email())) {
      throw new Conflict("Somebody with this address is in your team already.");
    }
    var token = OperationSecret.fresh();
    var made = parts.database().inTenant(permit.tenant(), tx -> insert(tx, permit, command, token));
    var link = post.link(token);
    return new Invited(made, link, post.send(permit.tenant(), team, made, link));
  }

  private Invitation insert(Tx tx, Permit permit, Invite command, OperationSecret token) {
    // The team's members and invitations change one after another, so the count holds.
    MemberStore.lock(tx, permit, permit.actor().id());
    Giving.expectLasting(tx, permit, command.role());
    InvitationStore.deleteOld(tx, permit);
    if (InvitationStore.count(tx, permit) >= OPEN_MAX) {
      throw new Conflict(OPEN_MAX + " invitations are open. Withdraw one first.");
    }
    if (!InvitationStore.insert(tx, permit, command, token)) {
      throw new Conflict("This address is invited already. Withdraw that invitation first.");
    }
    parts
        .audit()
        .append(
            tx,
            permit,
            AuditEvent.done(permit.resource())
                .with(
                    Map.of(
                        "role",
                        MemberStore.word(command.role()),
                        "mailed",
                        post.on() ? "yes" : "no"))
                .withDetail(Map.of("email", command.email())));
    return InvitationStore.find(tx, permit.tenant(), permit.resource().id()).orElseThrow();
  }

  /**
   * Withdraws an open invitation: its link opens nothing from then on.
   *
   * @throws NotFound when the team has none of that id that is open
   * @throws Denied when it would make an owner and the caller is none
   */
  public void withdraw(Caller caller, UUID id) {
    var permit =
        parts.policy().authorize(caller, Action.INVITATION_WITHDRAW, new Resource(KIND, id));
    parts
        .database()
        .inTenant(
            permit.tenant(),
            tx -> {
              var found =
                  InvitationStore.find(tx, permit.tenant(), id).orElseThrow(Invitations::none);
              expectOver(permit, found.role());
              if (!InvitationStore.delete(tx, permit, id)) {
                throw none();
              }
              parts.audit().append(tx, permit, AuditEvent.done(permit.resource()));
              return found;
            });
  }

  private static NotFound none() {
    return new NotFound("There is no such open invitation.");
  }

  private static void expectOver(Permit permit, Role role) {
    if (role == Role.OWNER && permit.role() != Role.OWNER) {
      throw new Denied(permit.action().id(), "Only an owner of your team invites an owner.");
    }
  }
}
