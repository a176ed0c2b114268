package com.integraci.appliance.console;

/**
 * The page behind an invitation's link.
 *
 * @param slug the team's
 * @param email who is invited
 * @param role what the person will be
 * @param action where the form goes
 * @param form what was typed
 */
record AcceptView(String slug, String email, String role, String action, Form form) {

  String console() {
    return "/t/" + slug;
  }

  /** The action opens something, so it is not shown. */
  @Override
  public String toString() {
    return "AcceptView[" + slug + "]";
  }
}
