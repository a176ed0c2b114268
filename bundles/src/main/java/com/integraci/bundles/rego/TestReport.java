package com.integraci.bundles.rego;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How tests in Rego went.
 *
 * @param tests each of them, by file and line
 * @param coveragePercent how much of the Rego that is no test they went through, 0 to 100
 * @param uncovered the lines that none went through, by file
 */
public record TestReport(
    List<Ran> tests, double coveragePercent, Map<String, List<Integer>> uncovered) {

  /**
   * A test.
   *
   * @param file where it stands
   * @param line its first line
   * @param name its name
   * @param passed whether it held
   * @param said why it did not hold, and what it printed
   * @param took how long it ran
   */
  public record Ran(
      String file, int line, String name, boolean passed, String said, Duration took) {}

  public TestReport {
    tests = List.copyOf(tests);
    uncovered = Map.copyOf(uncovered);
  }

  /** Whether there is a test, and each held. */
  public boolean passed() {
    return !tests.isEmpty() && tests.stream().allMatch(Ran::passed);
  }
}
