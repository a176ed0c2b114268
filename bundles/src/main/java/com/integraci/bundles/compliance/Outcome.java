package com.integraci.bundles.compliance;

import java.util.Locale;

/**
 * How a rule came out, or a control by all its rules; of several, the first of this order counts.
 */
public enum Outcome {
  /** It did not hold. */
  FAIL,
  /** What it needs was not there, or nothing asked. */
  NO_EVIDENCE,
  /** It did not hold, or its evidence was missing, and an exception was made. */
  EXCEPTED,
  /** It held. */
  PASS,
  /** It had nothing to say. */
  NOT_APPLICABLE;

  /** As the API spells it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Of a finding.
   *
   * @param outcome as a decision spells it
   * @param excepted whether an exception was made from the rule
   * @throws IllegalArgumentException when there is no such outcome
   */
  public static Outcome of(String outcome, boolean excepted) {
    return switch (outcome) {
      case "pass" -> PASS;
      case "not_applicable" -> NOT_APPLICABLE;
      case "fail" -> excepted ? EXCEPTED : FAIL;
      case "no_evidence" -> excepted ? EXCEPTED : NO_EVIDENCE;
      default -> throw new IllegalArgumentException("no outcome " + outcome);
    };
  }
}
