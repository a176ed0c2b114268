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
 * @param lines of each file how many there are and how many they went through
 */
public record TestReport(
    List<Ran> tests,
    double coveragePercent,
    Map<String, List<Integer>> uncovered,
    Map<String, Lines> lines) {

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

  /**
   * How much of a file tests went through.
   *
   * @param covered the lines that one went through
   * @param all those that one can go through
   */
  public record Lines(int covered, int all) {

    public Lines {
      if (covered < 0 || covered > all) {
        throw new IllegalArgumentException(covered + " of " + all + " lines");
      }
    }

    /** The same in percent, rounded down; of no lines all. */
    public int percent() {
      return all == 0 ? 100 : (int) (100L * covered / all);
    }
  }

  public TestReport {
    tests = List.copyOf(tests);
    uncovered = Map.copyOf(uncovered);
    lines = Map.copyOf(lines);
  }

  /** Whether there is a test, and each held. */
  public boolean passed() {
    return !tests.isEmpty() && tests.stream().allMatch(Ran::passed);
  }
}
