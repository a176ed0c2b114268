package com.integraci.appliance.console;

import java.time.Instant;
import java.util.List;

/**
 * Every tenant, for operators.
 *
 * @param done what was just done, or ""
 * @param rows one page of them
 * @param layers the layers' names, a column each
 * @param next the address of the next page, or ""
 * @param signUp the address to sign up at
 * @param probe the address of the isolation probe
 */
record TenantsView(
    String done, List<Row> rows, List<String> layers, String next, String signUp, String probe) {

  /**
   * One tenant and a lamp for each layer, in the order of the columns.
   *
   * @param change where it is suspended or resumed; "" when it can't be
   * @param repair where it is repaired; "" when it can't be
   */
  record Row(
      String slug,
      String id,
      String plan,
      Lamp lamp,
      String word,
      List<LayerView> layers,
      Instant createdAt,
      String change,
      String repair) {

    String changeWord() {
      return change.contains("/resume?") ? "Resume" : "Suspend";
    }

    String idShort() {
      return Ids.brief(id);
    }
  }

  String heading() {
    return !next.isEmpty()
        ? "Tenants, the newest first"
        : rows.size() == 1 ? "1 tenant" : rows.size() + " tenants";
  }
}
