package com.integraci.appliance.console;

import java.util.List;

/**
 * The team's groups.
 *
 * @param rows all of them
 * @param writable whether the reader may make one
 * @param roles what one may make of its members
 * @param terms how long
 * @param action where the form goes
 * @param back the members
 * @param form what was typed
 */
record GroupsView(
    List<Row> rows,
    boolean writable,
    List<String> roles,
    List<String> terms,
    String action,
    String back,
    Form form) {

  /** One group. */
  record Row(String name, String role, int size, String href) {}
}
