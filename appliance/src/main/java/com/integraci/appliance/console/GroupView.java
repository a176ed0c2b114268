package com.integraci.appliance.console;

import java.util.List;

/**
 * One group and who is in it.
 *
 * @param name its name
 * @param role what it makes of its members, in words
 * @param version of the group, which a change names
 * @param people who is in it
 * @param writable whether the reader may change it
 * @param roles what it may make of its members
 * @param terms how long
 * @param action where the form goes
 * @param delete where the form that deletes it goes
 * @param back all groups
 * @param form what was typed
 */
record GroupView(
    String name,
    String role,
    int version,
    List<Row> people,
    boolean writable,
    List<String> roles,
    List<String> terms,
    String action,
    String delete,
    String back,
    Form form) {

  /**
   * Somebody in it.
   *
   * @param actsAs what decides
   * @param href the member's page, where it is taken out
   */
  record Row(String title, String under, String actsAs, String href) {}
}
