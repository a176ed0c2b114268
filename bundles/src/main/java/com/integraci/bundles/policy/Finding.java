package com.integraci.bundles.policy;

import java.util.Optional;

/**
 * What one rule found.
 *
 * @param rule the rule
 * @param outcome how it came out
 * @param detail what the bundle adds to the rule's message in this case
 * @param exception the id of the exception by which the rule does not deny, although it would
 */
public record Finding(
    Rule rule, Outcome outcome, Optional<String> detail, Optional<String> exception) {

  /** Whether the decision is no because of it. */
  public boolean denies() {
    return outcome.denies() && exception.isEmpty();
  }

  /** How a rule came out. */
  public enum Outcome {
    /** It holds. */
    PASS,
    /** It has nothing to say about these facts. */
    NOT_APPLICABLE,
    /** It does not hold. */
    FAIL,
    /** The evidence that it needs is not there, which denies as much as a failure. */
    NO_EVIDENCE;

    /** Whether a rule that comes out so denies, unless an exception is made. */
    public boolean denies() {
      return this == FAIL || this == NO_EVIDENCE;
    }
  }
}
