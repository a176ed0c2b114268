package com.integraci.bundles.policy;

import com.integraci.bundles.rego.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** A bundle, or facts to decide on, that can't be used; every reason that was found. */
public final class BundleRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** With at least one problem. */
  public BundleRefused(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, in the order of files and lines. */
  public List<Problem> problems() {
    return problems;
  }
}
