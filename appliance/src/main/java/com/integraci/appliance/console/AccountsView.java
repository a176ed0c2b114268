package com.integraci.appliance.console;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The team's service accounts.
 *
 * @param done what was just done, or ""
 * @param issued the credentials that were just made; never shown again
 * @param rows all of them
 * @param writable whether the visitor may change any
 * @param roles what a new one may be; at most what the visitor is
 * @param action where a new one is made
 * @param form what was typed
 */
record AccountsView(
    String done,
    Optional<Credentials> issued,
    List<Row> rows,
    boolean writable,
    List<String> roles,
    String action,
    Form form) {

  /** What a program signs in with. */
  record Credentials(String name, String clientId, String secret, String tokenEndpoint) {
    /** The secret is shown in one place. */
    @Override
    public String toString() {
      return "Credentials[" + clientId + "]";
    }
  }

  /**
   * One account.
   *
   * @param changes where it is changed; "" when it may do more than the visitor
   */
  record Row(
      String name,
      String clientId,
      String role,
      boolean enabled,
      Instant rotatedAt,
      Optional<Instant> lastUsedAt,
      String changes) {

    Lamp lamp() {
      return enabled ? Lamp.OK : Lamp.OFF;
    }

    String word() {
      return enabled ? "enabled" : "disabled";
    }
  }

  String heading() {
    return rows.size() == 1 ? "1 service account" : rows.size() + " service accounts";
  }
}
