package com.integraci.appliance.console;

import com.integraci.bundles.policy.Trace;

/** How the parts of a trace are shown. */
final class TraceView {

  private TraceView() {}

  /** What became of one, in words. */
  static String word(Trace.Outcome outcome) {
    return switch (outcome) {
      case HELD -> "held";
      case FAILED -> "did not hold";
      case UNREACHED -> "not come to";
      case UNKNOWN -> "not known";
    };
  }

  /** Its lamp. That something does not hold is often what is wanted, so nothing is red. */
  static Lamp lamp(Trace.Outcome outcome) {
    return switch (outcome) {
      case HELD -> Lamp.OK;
      case FAILED, UNREACHED, UNKNOWN -> Lamp.OFF;
    };
  }

  /** What a statement says of the rule when it holds. */
  static String says(Trace.Step step) {
    return switch (step.name()) {
      case "pass" -> "It holds, if";
      case "not_applicable" -> "It does not apply, if";
      default -> "There is no evidence, if";
    };
  }
}
