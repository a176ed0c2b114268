package com.integraci.appliance.console;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A team's secrets, without their values.
 *
 * @param done what the form before this page did, or ""
 * @param rows one page of them
 * @param base the page's address
 * @param next the address of the next page, or ""
 * @param writable whether the role may change them
 * @param form the form for a new one
 */
record SecretsView(
    String done, List<Row> rows, String base, String next, boolean writable, Form form) {

  /** One secret. */
  record Row(
      String reference,
      long version,
      Instant rotatedAt,
      Optional<Instant> lastUsedAt,
      String rotateLink,
      String deleteLink) {}

  String action() {
    return base;
  }

  String heading() {
    return rows.isEmpty() ? "Your secrets" : "Your secrets, " + rows.size() + " shown";
  }

  String nameHint() {
    return "Your services ask for it by this name, such as database/password.";
  }
}
