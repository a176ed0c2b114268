package com.integraci.appliance.members;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Limited;
import com.integraci.appliance.http.RateLimit;
import com.integraci.appliance.mail.Letter;
import com.integraci.appliance.mail.Mail;
import com.integraci.appliance.mail.Sending;
import com.integraci.appliance.tenancy.OperationSecret;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Makes an invitation's link and mails it. One attempt while the inviter waits: what opens the
 * invitation is in this request's memory only, so there is nothing to try again with later, and the
 * inviter has the link whatever comes of it.
 */
public final class InvitationPost {

  /** A team that invites and withdraws all day must not become somebody's way to send mail. */
  private static final int MAILS_AT_ONCE = 50;

  private static final Duration ONE_MORE = Duration.ofMinutes(10);

  private final Mail mail;
  private final URI url;
  private final RateLimit mails;

  /**
   * By this mail.
   *
   * @param url where browsers reach the appliance
   */
  public InvitationPost(Mail mail, URI url) {
    this.mail = mail;
    this.url = url;
    this.mails = new RateLimit(MAILS_AT_ONCE, ONE_MORE, InstantSource.system());
  }

  /** Whether invitations are mailed. */
  boolean on() {
    return mail.on();
  }

  URI link(OperationSecret token) {
    return URI.create(url + Invitations.PATH + token.value());
  }

  Sending send(TenantId tenant, Team team, Invitation invitation, URI link) {
    if (!on()) {
      return Sending.OFF;
    }
    try {
      mails.take(tenant.toString());
    } catch (Limited tooMany) {
      return Sending.HELD;
    }
    return mail.send(letter(team, invitation, link));
  }

  private Letter letter(Team team, Invitation invitation, URI link) {
    var text =
        """
        You are invited to join the team %s of %s as %s.

        Open this link within seven days, and choose a name and a password. It works once:

        %s

        If you expect no invitation, leave it: nothing happens then.

        IntegraCI at %s
        """
            .formatted(
                team.slug(),
                team.organisation(),
                MemberStore.word(invitation.role()),
                link,
                url.getAuthority());
    return new Letter(invitation.email(), "Invitation to " + team.organisation(), text);
  }

  /** Who invites, as the letter names it. */
  record Team(String slug, String organisation) {}
}
