package com.integraci.appliance.console;

/**
 * A team that is about to be suspended or resumed.
 *
 * @param team its slug
 * @param resume whether it is the way back
 * @param action where the form goes
 * @param back the list
 * @param form what was typed
 */
record SuspensionView(String team, boolean resume, String action, String back, Form form) {}
