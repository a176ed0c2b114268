package com.integraci.appliance.console;

import java.time.Instant;
import java.util.List;

/**
 * Decisions, the newest first.
 *
 * @param rows some of them
 * @param base the whole list's address
 * @param service what the list is narrowed to, or ""
 * @param gate the same of gates
 * @param result {@code yes}, {@code no} or ""
 * @param older the next page's address, or ""
 */
record DecisionsView(
    List<Row> rows, String base, String service, String gate, String result, String older) {

  boolean narrowed() {
    return !service.isEmpty() || !gate.isEmpty() || !result.isEmpty();
  }

  /** One decision. */
  record Row(
      Lamp lamp,
      String word,
      String service,
      String gate,
      String environment,
      String commit,
      String bundle,
      Instant at,
      String href) {}
}
