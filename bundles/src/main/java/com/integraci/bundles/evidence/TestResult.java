package com.integraci.bundles.evidence;

import java.util.Optional;
import java.util.SortedMap;

/**
 * The predicate of a test result of in-toto, version 0.1: one run of tests. A test that passed with
 * a warning passed. A run that failed counts as one failure when it names none.
 */
final class TestResult {

  /** How a run ended. */
  private enum Result {
    PASSED,
    WARNED,
    FAILED
  }

  private static final SortedMap<String, Result> RESULTS =
      JsonReader.texts(Result.class, Result::name);

  private final JsonReader in;
  private Optional<Result> result = Optional.empty();
  private boolean configured;
  private long passed;
  private long failed;

  private TestResult(JsonReader in) {
    this.in = in;
  }

  /**
   * Reads the predicate that is here.
   *
   * @throws Fault where it is none
   */
  static Tests read(JsonReader in) {
    var run = new TestResult(in);
    in.object(run::member);
    if (!run.configured) {
      throw in.fault("It has no configuration.");
    }
    var result = run.result.orElseThrow(() -> in.fault("It has no result."));
    boolean unnamed = result == Result.FAILED && run.failed == 0;
    return new Tests(run.passed, unnamed ? 1 : run.failed, 0);
  }

  private void member(String member) {
    switch (member) {
      case "result" -> result = Optional.of(in.oneOf(RESULTS));
      case "configuration" -> {
        configured = true;
        in.array(() -> in.object(_ -> in.pass()));
      }
      case "passedTests", "warnedTests" -> in.array(() -> passed += named());
      case "failedTests" -> in.array(() -> failed += named());
      default -> in.pass();
    }
  }

  /** One test, by its name. */
  private int named() {
    in.text();
    return 1;
  }
}
