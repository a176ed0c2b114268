package com.integraci.bundles.policy;

import java.util.List;
import java.util.Optional;

/**
 * How a rule of a bundle came out as it did, for given facts: which of the statements that speak of
 * it held, up to which expression, and what the values were that they use.
 *
 * @param rule the rule's id
 * @param steps the statements, by file and line
 * @param values what they use by name, by file and line
 * @param cut whether there were more of either than are told
 */
public record Trace(String rule, List<Step> steps, List<Value> values, boolean cut) {

  public Trace {
    steps = List.copyOf(steps);
    values = List.copyOf(values);
  }

  /** What became of a statement, or of an expression in one. */
  public enum Outcome {
    /** It held; of an expression, with all before it in the same statement. */
    HELD,
    /** It did not hold; of an expression, with what held before it. */
    FAILED,
    /** One before it did not hold. */
    UNREACHED,
    /** It was not told apart from its neighbours, or came to no end. */
    UNKNOWN
  }

  /**
   * A statement.
   *
   * @param file where it stands
   * @param line its first line, from 1
   * @param name what it says of the rule: {@code pass}, {@code not_applicable}, {@code missing} or
   *     {@code detail}
   * @param outcome whether it held
   * @param parts its expressions; none when it always holds
   */
  public record Step(String file, int line, String name, Outcome outcome, List<Part> parts) {

    public Step {
      parts = List.copyOf(parts);
    }
  }

  /**
   * An expression.
   *
   * @param line its first line, from 1
   * @param text as it is written
   * @param outcome what became of it
   */
  public record Part(int line, String text, Outcome outcome) {}

  /**
   * A named value.
   *
   * @param name its name
   * @param file where it is first said what it is
   * @param line its first line there, from 1
   * @param json what it was, clipped when it is long; nothing when it was undefined
   * @param outcome held when it was something, failed when it was undefined
   */
  public record Value(String name, String file, int line, Optional<String> json, Outcome outcome) {}
}
