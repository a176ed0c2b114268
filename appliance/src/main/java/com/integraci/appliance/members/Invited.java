package com.integraci.appliance.members;

import java.net.URI;
import java.util.Objects;

/**
 * An invitation that was just made.
 *
 * @param invitation the invitation
 * @param link opens it once; shown to the inviter, and never again
 */
public record Invited(Invitation invitation, URI link) {

  public Invited {
    Objects.requireNonNull(invitation);
    Objects.requireNonNull(link);
  }

  /** The link opens something, so it is not shown. */
  @Override
  public String toString() {
    return "Invited[" + invitation.id() + "]";
  }
}
