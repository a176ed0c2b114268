package com.integraci.appliance.console;

import java.util.List;

/**
 * The form on which a team signs up.
 *
 * @param form what was typed
 * @param prefix what stands before the short name in the team's address
 * @param plans what can be chosen
 */
record SignUpView(Form form, String prefix, List<Plan> plans) {

  /** What can be ordered. */
  static final List<Plan> PLANS =
      List.of(
          new Plan("team", "Team", "One team and its services."),
          new Plan("enterprise", "Enterprise", "Many teams' services under one roof."));

  /** A plan to choose. */
  record Plan(String id, String label, String text) {}
}
