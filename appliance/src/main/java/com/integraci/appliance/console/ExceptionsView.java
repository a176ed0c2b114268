package com.integraci.appliance.console;

import java.util.List;

/**
 * The team's exceptions from rules.
 *
 * @param rows those that count or may count, the soonest to end first, then what is over
 * @param writable whether the reader may ask for one
 * @param owners who else could answer for one
 * @param more whether there are more people than are offered
 * @param terms how long one may be asked for here
 * @param action where the form goes
 * @param back the policies
 * @param form what was typed
 */
record ExceptionsView(
    List<Row> rows,
    boolean writable,
    List<TeamPeople.Choice> owners,
    boolean more,
    List<String> terms,
    String action,
    String back,
    Form form) {

  /**
   * One exception.
   *
   * @param rule from which rule
   * @param where of which service, on the way where
   * @param reason why
   * @param lamp its state
   * @param word its state in words
   * @param expires until when
   * @param people who answers for it, who asked and who approved, in words
   * @param approve where a yes is sent, or "" when the reader can't say it
   * @param assign where it is handed on, or ""
   * @param end where its end is sent, or ""
   */
  record Row(
      String rule,
      String where,
      String reason,
      Lamp lamp,
      String word,
      String expires,
      String people,
      String approve,
      String assign,
      String end) {}
}
