package com.integraci.appliance.console;

import java.time.Instant;
import java.util.List;

/**
 * The keys that a team trusts.
 *
 * @param rows by name, and after them those that were removed
 * @param writable whether the role may add and remove keys
 * @param action where the form goes
 * @param back the policies
 * @param form what was typed; a private key is never among it
 */
record KeysView(List<Row> rows, boolean writable, String action, String back, Form form) {

  KeysView {
    rows = List.copyOf(rows);
  }

  /**
   * One key.
   *
   * @param name the team's name for it
   * @param key its id
   * @param purposes what its signatures count for, in words
   * @param lamp of its state
   * @param word its state
   * @param at since when
   * @param remove where it is removed; empty when the role may not, or it is removed
   */
  record Row(
      String name,
      String key,
      String purposes,
      Lamp lamp,
      String word,
      Instant at,
      String remove) {}
}
