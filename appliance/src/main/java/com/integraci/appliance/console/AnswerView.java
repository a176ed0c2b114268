package com.integraci.appliance.console;

import com.integraci.appliance.decisions.Answer;
import java.util.List;

/**
 * Rules that are asked about given facts.
 *
 * @param drafts those that can be asked, the last changed first
 * @param bundles the same, those for the kind of facts
 * @param sheet what was asked and what was answered
 * @param address its own, where the form goes
 * @param back the policies
 */
record AnswerView(
    List<Choice> drafts, List<Choice> bundles, AnswerSheet sheet, String address, String back) {

  private static final int LINES_MIN = 12;

  /**
   * One that can be asked.
   *
   * @param value as the form names it
   * @param label as people read it
   * @param chosen whether it is the one
   */
  record Choice(String value, String label, boolean chosen) {}

  /** Whether there is nothing to ask. */
  boolean nothing() {
    return drafts.isEmpty() && bundles.isEmpty();
  }

  /** As many lines as there are, or as make room to write. */
  int lines() {
    return Math.max(LINES_MIN, (int) sheet.facts().lines().count() + 1);
  }

  /** Whether rules were asked that came to an end. */
  static boolean found(Answer answer) {
    return !answer.rules().isEmpty();
  }

  /** How severe a rule is, and what it is evidence for. */
  static String about(Answer.Said said) {
    var controls = said.rule().controls();
    var severity = BundleView.severity(said.rule());
    return controls.isEmpty() ? severity : severity + ", " + String.join(", ", controls);
  }
}
