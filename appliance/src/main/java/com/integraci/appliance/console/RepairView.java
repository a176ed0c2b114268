package com.integraci.appliance.console;

import java.util.List;

/**
 * What a repair of a team would do.
 *
 * @param team its slug
 * @param plan the plan's fingerprint
 * @param rows what differs
 * @param more whether there is more than that
 * @param curable how many of them a repair puts right
 * @param removes whether something is removed, or made anew that held values
 * @param action where the form goes
 * @param back the list of tenants
 */
record RepairView(
    String team,
    String plan,
    List<Row> rows,
    boolean more,
    long curable,
    boolean removes,
    String action,
    String back) {

  /** One difference. */
  record Row(String layer, String words, Lamp lamp, String cure) {}

  String heading() {
    return rows.size() == 1 ? "1 difference" : rows.size() + " differences";
  }
}
