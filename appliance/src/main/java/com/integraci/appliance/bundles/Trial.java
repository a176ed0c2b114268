package com.integraci.appliance.bundles;

import com.integraci.bundles.rego.Problem;
import com.integraci.bundles.rego.TestReport;
import java.util.List;
import java.util.Optional;

/**
 * What came out when a draft was checked and tested.
 *
 * @param problems everything that keeps it from being published; nothing when all is well
 * @param report of its tests, when it came so far
 */
public record Trial(List<Problem> problems, Optional<TestReport> report) {

  public Trial {
    problems = List.copyOf(problems);
  }

  static Trial refused(List<Problem> problems) {
    return new Trial(problems, Optional.empty());
  }

  /** Whether it could be published as it is. */
  public boolean passed() {
    return problems.isEmpty();
  }
}
