package com.integraci.bundles.policy;

import com.integraci.bundles.rego.Problem;
import com.integraci.bundles.rego.TestReport;
import java.util.List;

/**
 * How a bundle's tests went.
 *
 * @param report of each test, and of what they went through
 * @param missing a problem for each rule and kind of test that there is none of
 */
public record Tested(TestReport report, List<Problem> missing) {

  /** How much of the rules the tests must go through, in percent. */
  public static final int COVERAGE_MIN = 95;

  public Tested {
    missing = List.copyOf(missing);
  }

  /** Whether every test passed, none is missing, and they go through enough of the rules. */
  public boolean passed() {
    return missing.isEmpty() && report.passed() && report.coveragePercent() >= COVERAGE_MIN;
  }
}
