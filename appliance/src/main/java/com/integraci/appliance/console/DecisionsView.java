package com.integraci.appliance.console;

import java.time.Instant;
import java.util.List;

/**
 * Decisions, the newest first.
 *
 * @param rows some of them
 * @param readable whether the reader may open one
 * @param base the whole list's address
 * @param actions whether they are on actions of the platform, not at gates
 * @param service what the list is narrowed to, or ""
 * @param gate the same of gates
 * @param result {@code yes}, {@code no} or ""
 * @param by what denied
 * @param older the next page's address, or ""
 */
record DecisionsView(
    List<Row> rows,
    boolean readable,
    String base,
    boolean actions,
    String service,
    String gate,
    String result,
    By by,
    String older) {

  boolean narrowed() {
    return actions
        || !service.isEmpty()
        || !gate.isEmpty()
        || !result.isEmpty()
        || !by.rule().isEmpty();
  }

  /**
   * What denied.
   *
   * @param rule the rule's id, or ""
   * @param bundle the digest of the bundle that it stands in, or ""
   */
  record By(String rule, String bundle) {}

  /**
   * One decision.
   *
   * @param what the service, or the action
   * @param place the gate, or the role
   * @param under the environment, or the kind of what it would be done to
   * @param code the commit, or the id of that, shortened
   * @param action whether it is on an action
   */
  record Row(
      Lamp lamp,
      String word,
      String what,
      String place,
      String under,
      String code,
      String bundle,
      Instant at,
      String href,
      boolean action) {

    /** In a few words. */
    String title() {
      return action ? what + " as " + place : what + " to " + under;
    }

    /** Where it was made, or about what. */
    String about() {
      return action ? "on " + under + " " + code : "at gate " + place;
    }
  }
}
