package com.integraci.bundles.rego;

import java.util.List;
import java.util.stream.Collectors;

/** Rego that can't be compiled; every reason that was found. */
public final class RegoRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  RegoRefused(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, in the order of files and lines. */
  public List<Problem> problems() {
    return problems;
  }
}
