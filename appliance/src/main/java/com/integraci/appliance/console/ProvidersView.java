package com.integraci.appliance.console;

import java.util.List;

/**
 * The team's own identity providers.
 *
 * @param done what was just done, or ""
 * @param rows all of them
 * @param writable whether the reader may attach one
 * @param most how many a team may have
 * @param kind of the form for a new one, {@code oidc} or {@code saml}
 * @param callback where providers send people back to, with ALIAS for the alias
 * @param action where a new one is attached
 * @param back the members
 * @param form what was typed
 */
record ProvidersView(
    String done,
    List<Row> rows,
    boolean writable,
    int most,
    String kind,
    String callback,
    String action,
    String back,
    Form form) {

  /**
   * One provider.
   *
   * @param kind what it speaks
   * @param where who it is
   * @param word how far it is
   */
  record Row(String name, String kind, String where, Lamp lamp, String word, String href) {}

  boolean saml() {
    return kind.equals("saml");
  }

  /** The page with the form for the other kind. */
  String other() {
    return action + (saml() ? "" : "?kind=saml");
  }

  boolean full() {
    return rows.size() >= most;
  }
}
