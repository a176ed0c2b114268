package com.integraci.appliance.console;

/**
 * A member's second factor and what the reader may do about it.
 *
 * @param codes whether the member has an app that shows codes
 * @param app where the reader sets one up for itself, or ""
 * @param passkey where the reader adds a passkey, or "" where none is asked for
 * @param reset where the form goes that forgets it, or "" when the reader may not
 */
record FactorView(boolean codes, String app, String passkey, String reset) {

  boolean empty() {
    return app.isEmpty() && reset.isEmpty();
  }
}
