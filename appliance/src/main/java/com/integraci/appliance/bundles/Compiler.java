package com.integraci.appliance.bundles;

import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.failure.Limited;
import com.integraci.appliance.failure.Unavailable;
import com.integraci.bundles.policy.BundleRefused;
import com.integraci.bundles.policy.Evaluator;
import com.integraci.bundles.policy.PolicyBundle;
import com.integraci.bundles.policy.Tested;
import com.integraci.bundles.policy.Trace;
import com.integraci.bundles.policy.Workbench;
import com.integraci.bundles.rego.Problem;
import com.integraci.bundles.rego.RegoRefused;
import com.integraci.bundles.rego.SandboxLimit;
import com.integraci.bundles.rego.TestReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Checks, tests and compiles bundles in sandboxes: one is published at a time on this machine, and
 * beside it those that are to decide are compiled, so that nobody's publishing holds up decisions.
 * A sandbox is made, and proven to hold, when the first bundle comes.
 */
final class Compiler implements AutoCloseable {

  /** How long somebody waits who is told to come again. */
  static final Duration AGAIN = Duration.ofSeconds(10);

  private static final int INSTANCES = Math.max(2, Runtime.getRuntime().availableProcessors());

  private final Semaphore publishing = new Semaphore(1);
  private final Lane tests;
  private final Lane decisions;
  private final ExecutorService processors =
      Executors.newFixedThreadPool(
          INSTANCES, Thread.ofPlatform().daemon().name("decisions-", 0).factory());
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("decisions-clock").factory());

  /**
   * A compiler.
   *
   * @param program OPA's command; without it there is no compiler
   */
  Compiler(Optional<Path> program) {
    this.tests = new Lane(program);
    this.decisions = new Lane(program);
  }

  /**
   * Reads files as a bundle, checks it, runs its tests, and sees that it can be compiled.
   *
   * @param source asked only when it is its turn
   * @param content the bundle in what was read
   * @return what was read, and how its tests went
   * @throws Invalid with everything that is wrong in it
   * @throws Limited when another one is published at this moment
   * @throws Unavailable when this machine has no sandbox
   */
  <T> Passed<T> tested(Supplier<T> source, Function<T, PolicyBundle> content) {
    takePlace();
    try {
      var read = source.get();
      var trial = trial(() -> content.apply(read));
      if (!trial.passed()) {
        throw Faults.invalid(trial.problems());
      }
      return new Passed<>(read, trial.report().orElseThrow());
    } catch (BundleRefused e) {
      throw Faults.invalid(e.problems());
    } finally {
      publishing.release();
    }
  }

  /**
   * Does the same, and says what came out.
   *
   * @throws Limited when another one is published or tried at this moment
   * @throws Unavailable when this machine has no sandbox
   */
  Trial tried(Supplier<PolicyBundle> files) {
    takePlace();
    try {
      return trial(files);
    } finally {
      publishing.release();
    }
  }

  private Trial trial(Supplier<PolicyBundle> files) {
    try {
      var bundle = files.get();
      return refusing(bench -> trial(bench, bundle));
    } catch (BundleRefused e) {
      return Trial.refused(e.problems());
    }
  }

  /** Whatever is wrong with a bundle is said in one way. */
  private <T> T refusing(Function<Workbench, T> work) {
    try {
      return tests.alone(work);
    } catch (RegoRefused e) {
      throw new BundleRefused(e.problems());
    } catch (SandboxLimit e) {
      throw new BundleRefused(List.of(new Problem("", 0, 0, "limit", e.getMessage())));
    }
  }

  private Trial trial(Workbench bench, PolicyBundle bundle) {
    var problems = bench.check(bundle);
    if (!problems.isEmpty()) {
      return Trial.refused(problems);
    }
    var tested = bench.test(bundle);
    var failures = failures(tested);
    if (failures.isEmpty()) {
      bench.compile(bundle, 1, clock).close();
    }
    return new Trial(failures, Optional.of(tested.report()));
  }

  private void takePlace() {
    if (!publishing.tryAcquire()) {
      throw new Limited("Another bundle is being tested. Try again in a moment.", AGAIN);
    }
  }

  private static List<Problem> failures(Tested tested) {
    var problems = new ArrayList<Problem>();
    for (TestReport.Ran test : tested.report().tests()) {
      if (!test.passed()) {
        var said = test.said().isEmpty() ? "" : ": " + test.said().strip();
        problems.add(
            new Problem(
                test.file(), test.line(), 0, "test", test.name() + " does not hold" + said));
      }
    }
    if (problems.isEmpty() && !tested.passed()) {
      problems.add(
          new Problem(
              "",
              0,
              0,
              "coverage",
              String.format(
                  Locale.ROOT,
                  "Its tests go through %.1f %% of the lines below rules/; %d %% are needed.",
                  tested.report().coveragePercent(),
                  Tested.COVERAGE_MIN)));
    }
    return problems;
  }

  /**
   * Compiles what nobody has tested, for whoever wants to see what it says. It is closed by them.
   *
   * @throws BundleRefused with everything that keeps it from being compiled
   * @throws Limited when another one is published or tried at this moment
   * @throws Unavailable when this machine has no sandbox
   */
  Evaluator attempted(PolicyBundle bundle) {
    takePlace();
    try {
      var rules = refusing(bench -> bench.compile(bundle, INSTANCES, clock));
      return new ProcessorEvaluator(rules, processors);
    } finally {
      publishing.release();
    }
  }

  /**
   * Looks into a rule of a bundle, on the threads that decide.
   *
   * @throws BundleRefused when it can't be compiled so
   * @throws Limited when another one is published or tried at this moment
   * @throws Unavailable when this machine has no sandbox
   */
  Trace trace(PolicyBundle bundle, String rule, JsonNode facts) {
    takePlace();
    try {
      var tracing = refusing(bench -> bench.trace(bundle, rule));
      return ProcessorEvaluator.on(processors, () -> tracing.of(facts, clock));
    } finally {
      publishing.release();
    }
  }

  /**
   * Compiles what was tested before.
   *
   * @throws Unavailable when it can't be done now
   */
  Evaluator compile(PolicyBundle bundle) {
    try {
      var rules = decisions.alone(bench -> bench.compile(bundle, INSTANCES, clock));
      return new ProcessorEvaluator(rules, processors);
    } catch (BundleRefused | RegoRefused | SandboxLimit e) {
      throw new Unavailable(
          "opa", "The active rules can't be compiled any more. Publish them again.", e);
    }
  }

  @Override
  public void close() {
    tests.close();
    decisions.close();
    processors.shutdownNow();
    clock.shutdownNow();
  }
}
