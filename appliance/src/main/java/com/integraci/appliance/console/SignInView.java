package com.integraci.appliance.console;

/**
 * The question for the team, before its own sign-in page.
 *
 * @param form what was typed
 * @param prefix what stands before the short name in the team's address
 * @param signUp whether new teams are taken
 */
record SignInView(Form form, String prefix, boolean signUp) {}
