package com.integraci.appliance.members;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.database.FrontDoor;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.openbao.SignupVault;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Resource;
import com.integraci.appliance.tenancy.OperationSecret;
import com.integraci.appliance.tenancy.PasswordHash;
import com.integraci.appliance.tenancy.SignUpRules;
import com.integraci.appliance.workflow.Payload;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Whoever holds an invitation's link becomes a member. The link is used up in the transaction that
 * starts workflow {@code member.accept}; name, address and the password's hash wait in OpenBao for
 * it, 15 minutes at most. A link that was used, was withdrawn, is too old or never was gets one
 * answer.
 */
public final class Acceptance {

  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");

  private static final String FIND =
      """
      select tenant_id, invitation_id, slug from front.find_invitation(?)
      """;

  private final MemberParts parts;
  private final FrontDoor front;
  private final SignupVault waiting;
  private final PasswordHash passwords = new PasswordHash();

  /**
   * What the page shows of an invitation.
   *
   * @param slug the team's
   * @param email who is invited
   * @param role what the person will be
   */
  public record Offer(String slug, String email, String role) {

    /** An address does not belong into a log. */
    @Override
    public String toString() {
      return "Offer[" + slug + "]";
    }
  }

  private record Found(TenantId tenant, UUID invitation, String slug) {}

  /**
   * The verb.
   *
   * @param front resolves the link
   * @param waiting keeps the password's hash until the user is made
   */
  public Acceptance(MemberParts parts, FrontDoor front, SignupVault waiting) {
    this.parts = parts;
    this.front = front;
    this.waiting = waiting;
  }

  /**
   * What the link offers.
   *
   * @throws NotFound when it opens nothing, or nothing any more
   */
  public Offer read(String token) {
    var found = find(token);
    return parts.database().inTenant(found.tenant(), tx -> offer(found, open(tx, found)));
  }

  /**
   * Uses the link up and begins to make the member.
   *
   * @return what was accepted
   * @throws NotFound when the link opens nothing, or nothing any more
   * @throws Invalid with everything that is wrong with name and password; the link stays open
   */
  public Offer run(String token, String name, String password) {
    var found = find(token);
    SignUpRules.checkPerson(name, password);
    var email = parts.database().inTenant(found.tenant(), tx -> open(tx, found).email());
    var member = UuidV7.next();
    var hash = passwords.of(password);
    waiting.put(member, new SignupVault.Waiting(name.strip(), email, hash));
    var resource = new Resource("invitation", found.invitation());
    var permit = parts.policy().system(found.tenant(), member, Action.INVITATION_ACCEPT, resource);
    try {
      var offer = parts.database().inTenant(found.tenant(), tx -> use(tx, permit, found, member));
      parts.workflows().wake();
      return offer;
    } catch (NotFound e) {
      waiting.destroy(member);
      throw e;
    }
  }

  private Offer use(Tx tx, Permit permit, Found found, UUID member) {
    var invitation = open(tx, found);
    if (!InvitationStore.delete(tx, permit, invitation.id())) {
      throw none();
    }
    var payload =
        Map.of(
            MemberStep.MEMBER,
            member.toString(),
            MemberStep.ROLE,
            MemberStore.word(invitation.role()));
    parts.workflows().start(tx, permit, MemberStep.ACCEPT, Payload.of(payload));
    parts
        .audit()
        .append(
            tx,
            permit,
            AuditEvent.done(permit.resource()).with(Map.of("member", member.toString())));
    return offer(found, invitation);
  }

  private Found find(String token) {
    if (!TOKEN.matcher(token).matches()) {
      throw none();
    }
    return front
        .call(
            FIND,
            row ->
                new Found(
                    new TenantId(row.uuid("tenant_id")),
                    row.uuid("invitation_id"),
                    row.text("slug")),
            new OperationSecret(token).hash())
        .stream()
        .findFirst()
        .orElseThrow(Acceptance::none);
  }

  private static Invitation open(Tx tx, Found found) {
    return InvitationStore.find(tx, found.tenant(), found.invitation())
        .orElseThrow(Acceptance::none);
  }

  private static Offer offer(Found found, Invitation invitation) {
    return new Offer(found.slug(), invitation.email(), MemberStore.word(invitation.role()));
  }

  private static NotFound none() {
    return new NotFound(
        "This invitation was used, was withdrawn or is too old. Ask your team for a new one.");
  }
}
