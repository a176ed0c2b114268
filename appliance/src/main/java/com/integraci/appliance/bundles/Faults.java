package com.integraci.appliance.bundles;

import com.integraci.appliance.failure.Invalid;
import com.integraci.bundles.rego.Problem;
import java.util.List;

/** What is wrong in a bundle, as a request is told: each at its file and line. */
public final class Faults {

  private static final int TOLD_MAX = 100;

  private Faults() {}

  /** At least one, and of many the first hundred. */
  public static Invalid invalid(List<Problem> problems) {
    return new Invalid(
        problems.stream()
            .limit(TOLD_MAX)
            .map(problem -> new Invalid.Problem(place(problem), problem.message()))
            .toList());
  }

  private static String place(Problem problem) {
    return problem.line() > 0 ? problem.file() + ":" + problem.line() : problem.file();
  }
}
