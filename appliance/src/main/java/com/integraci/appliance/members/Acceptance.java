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
import com.integraci.appliance.policy.Role;
import com.integraci.appliance.tenancy.OperationSecret;
import com.integraci.appliance.tenancy.PasswordHash;
import com.integraci.appliance.tenancy.SignUpRules;
import com.integraci.appliance.workflow.Payload;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
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
   * @param providers the identity providers that the person may come from instead of setting a
   *     password, by alias with their names; none for an owner, who has a password in any case
   */
  public record Offer(String slug, String email, String role, SortedMap<String, String> providers) {

    /** An address does not belong into a log. */
    @Override
    public String toString() {
      return "Offer[" + slug + "]";
    }
  }

  /**
   * How somebody will come.
   *
   * @param name the person's name
   * @param provider the provider's alias
   */
  public record Coming(String name, String provider) {}

  /**
   * What was accepted, and where to go on.
   *
   * @param link opens the account once
   */
  public record Joining(Offer offer, String link) {
    /** The link opens something. */
    @Override
    public String toString() {
      return "Joining[" + offer.slug() + "]";
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
    return parts.database().inTenant(found.tenant(), tx -> offer(tx, found, open(tx, found)));
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
    return accept(found, UuidV7.next(), name, passwords.of(password));
  }

  /**
   * The same for somebody who will come from an identity provider and gets no password.
   *
   * @return where the person goes on to it, with a proof that is good once and for ten minutes
   * @throws NotFound when the link opens nothing, or there is no such provider for it
   */
  public Joining run(String token, Coming coming) {
    var found = find(token);
    SignUpRules.checkName(coming.name());
    if (!read(token).providers().containsKey(coming.provider())) {
      throw new NotFound("This identity provider is not there any more. Set a password.");
    }
    var member = UuidV7.next();
    var offer = accept(found, member, coming.name(), "");
    var proof = parts.keycloak().joining(found.tenant(), member);
    return new Joining(
        offer,
        "/t/%s/signin?provider=%s&joining=%s".formatted(offer.slug(), coming.provider(), proof));
  }

  private Offer accept(Found found, UUID member, String name, String hash) {
    var email = parts.database().inTenant(found.tenant(), tx -> open(tx, found).email());
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
    return offer(tx, found, invitation);
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

  private static Offer offer(Tx tx, Found found, Invitation invitation) {
    var providers = new TreeMap<String, String>();
    if (invitation.role() != Role.OWNER) {
      ProviderStore.open(tx, found.tenant()).forEach(one -> providers.put(one.alias(), one.name()));
    }
    var role = MemberStore.word(invitation.role());
    return new Offer(found.slug(), invitation.email(), role, providers);
  }

  private static NotFound none() {
    return new NotFound(
        "This invitation was used, was withdrawn or is too old. Ask your team for a new one.");
  }
}
