package com.integraci.appliance.console;

import com.integraci.appliance.decisions.Findings;
import java.util.List;

/**
 * One decision.
 *
 * @param row as lists show it
 * @param id its id
 * @param facts names and values of what it is known by
 * @param message why the rules came to no end, or ""
 * @param denying the rules that deny
 * @param others all other rules
 * @param input the facts, as text to read; "" when they were erased
 * @param address its own
 * @param back the list
 * @param again what came out when it was made again
 * @param except where an exception is asked for, but for the rule; "" when the role can't
 * @param deeds what the role may do
 */
record DecisionView(
    DecisionsView.Row row,
    String id,
    List<Fact> facts,
    String message,
    List<Findings.Found> denying,
    List<Findings.Found> others,
    String input,
    String address,
    String back,
    Again again,
    String except,
    Deeds deeds) {

  /** A name and a value. */
  record Fact(String name, String value) {}

  /** What came out when it was made again. */
  enum Again {
    NOT_ASKED,
    SAME,
    DIFFERENT
  }

  /**
   * What the role may do.
   *
   * @param replay whether it can be made again
   * @param erase whether its facts can be erased
   */
  record Deeds(boolean replay, boolean erase) {}

  /** How a rule that does not deny came out, in a word. */
  static String word(Findings.Found found) {
    var excepted = found.exception().isEmpty() ? "" : ", excepted";
    return switch (found.outcome()) {
      case "pass" -> "holds";
      case "not_applicable" -> "does not apply";
      case "no_evidence" -> "no evidence" + excepted;
      default -> "fails" + excepted;
    };
  }

  /** Its lamp. */
  static Lamp lamp(Findings.Found found) {
    if (!found.exception().isEmpty()) {
      return Lamp.BUSY;
    }
    return found.denies() ? Lamp.BAD : found.outcome().equals("pass") ? Lamp.OK : Lamp.OFF;
  }
}
