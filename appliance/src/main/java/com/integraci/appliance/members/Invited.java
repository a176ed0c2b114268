package com.integraci.appliance.members;

import com.integraci.appliance.mail.Sending;
import java.net.URI;
import java.util.Objects;

/**
 * An invitation that was just made.
 *
 * @param invitation the invitation
 * @param link opens it once; shown to the inviter, and never again
 * @param mail what came of mailing the link
 */
public record Invited(Invitation invitation, URI link, Sending mail) {

  public Invited {
    Objects.requireNonNull(invitation);
    Objects.requireNonNull(link);
    Objects.requireNonNull(mail);
  }

  /** The link opens something, so it is not shown. */
  @Override
  public String toString() {
    return "Invited[" + invitation.id() + "]";
  }
}
