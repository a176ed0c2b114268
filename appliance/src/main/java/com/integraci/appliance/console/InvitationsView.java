package com.integraci.appliance.console;

import java.time.Instant;
import java.util.List;

/**
 * Who is invited, and the form to invite.
 *
 * @param done what the form before this page did, or ""
 * @param link the link of the invitation that was just made, shown this once; or ""
 * @param rows the open invitations
 * @param roles what somebody may be invited as
 * @param action where the form goes
 * @param back the members
 * @param form what was typed
 */
record InvitationsView(
    String done,
    String link,
    List<Row> rows,
    List<String> roles,
    String action,
    String back,
    Form form) {

  /**
   * One open invitation.
   *
   * @param withdraw where the form that ends it goes
   */
  record Row(String email, String role, Instant until, String withdraw) {}

  /** The link opens something, so it is not shown. */
  @Override
  public String toString() {
    return "InvitationsView[" + rows.size() + "]";
  }
}
