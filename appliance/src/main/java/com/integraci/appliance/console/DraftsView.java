package com.integraci.appliance.console;

import java.time.Instant;
import java.util.List;

/**
 * Bundles that are being written.
 *
 * @param rows all of them, by name
 * @param readable whether the reader may open one
 * @param writable whether the reader may begin one
 * @param from what one can begin as
 * @param action where the form goes
 * @param back the policies
 * @param form what was typed
 */
record DraftsView(
    List<Row> rows,
    boolean readable,
    boolean writable,
    List<String> from,
    String action,
    String back,
    Form form) {

  /** One draft. */
  record Row(String name, int version, Instant at, String href) {}

  /** What one can begin as, in words. */
  static String words(String from) {
    return switch (from) {
      case "gate" -> "the shipped rules for gates";
      case "actions" -> "the shipped rules for actions";
      case "action" -> "two rules for actions, with tests";
      default -> "two rules for gates, with tests";
    };
  }
}
