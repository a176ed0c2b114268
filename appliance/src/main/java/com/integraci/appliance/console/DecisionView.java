package com.integraci.appliance.console;

import com.integraci.appliance.decisions.Decisions;
import com.integraci.appliance.decisions.Findings;
import com.integraci.bundles.policy.Trace;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

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
 * @param again what came out when it was made again; nothing when nobody asked
 * @param trace how a rule came out; nothing when nobody asked
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
    Optional<Again> again,
    Optional<Trace> trace,
    String except,
    Deeds deeds) {

  /** A name and a value. */
  record Fact(String name, String value) {}

  /**
   * What came out when it was made again.
   *
   * @param same whether it is what is written, to the byte
   * @param changes the rules that came out differently
   */
  record Again(boolean same, List<Change> changes) {

    static Again of(Decisions.Again again, Findings written) {
      var now = found(Findings.read(again.result()));
      var then = found(written);
      var rules = new LinkedHashSet<>(then.keySet());
      rules.addAll(now.keySet());
      return new Again(
          again.same(),
          rules.stream()
              .filter(rule -> !Objects.equals(then.get(rule), now.get(rule)))
              .map(rule -> new Change(rule, said(then.get(rule)), said(now.get(rule))))
              .toList());
    }

    private static Map<String, Findings.Found> found(Findings findings) {
      var found = new LinkedHashMap<String, Findings.Found>();
      findings.found().forEach(one -> found.put(one.rule(), one));
      return found;
    }

    private static String said(Findings.Found found) {
      return found == null ? "not asked" : (word(found) + " " + found.detail()).strip();
    }
  }

  /**
   * A rule that came out differently.
   *
   * @param rule its id
   * @param then how it is written
   * @param now how it came out
   */
  record Change(String rule, String then, String now) {}

  /**
   * What the role may do.
   *
   * @param replay whether it can be made again
   * @param erase whether its facts can be erased
   * @param ask where rules are asked about its facts; "" when they can't be
   */
  record Deeds(boolean replay, boolean erase, String ask) {}

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
