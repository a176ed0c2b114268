package com.integraci.appliance.failure;

import java.io.Serializable;
import java.util.List;

/** The request can't be understood or its fields break a rule: 400, all problems at once. */
public final class Invalid extends Failure {

  private static final long serialVersionUID = 1L;

  /**
   * One field and what is wrong with it.
   *
   * @param field the field's name in the request, or "" for the request as a whole
   * @param message one sentence that says the rule
   */
  public record Problem(String field, String message) implements Serializable {}

  private final Problem[] problems;

  /**
   * Says everything that is wrong.
   *
   * @param problems at least one
   */
  public Invalid(List<Problem> problems) {
    super(problems.size() == 1 ? problems.getFirst().message() : "Several fields are not valid.");
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("an Invalid without a problem");
    }
    this.problems = problems.toArray(Problem[]::new);
  }

  /** Says the one thing that is wrong. */
  public Invalid(String field, String message) {
    this(List.of(new Problem(field, message)));
  }

  /** Everything that is wrong, at least one. */
  public List<Problem> problems() {
    return List.of(problems);
  }
}
