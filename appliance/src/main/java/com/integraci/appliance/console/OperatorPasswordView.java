package com.integraci.appliance.console;

/**
 * The page behind the one-time link.
 *
 * @param action where the form goes
 * @param user the name to sign in with
 * @param form what is wrong with what was typed
 */
record OperatorPasswordView(String action, String user, Form form) {

  @Override
  public String toString() {
    return "OperatorPasswordView[" + user + "]";
  }
}
