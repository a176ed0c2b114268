package com.integraci.installer.policy;

import com.integraci.bundles.policy.PolicyBundle;
import com.integraci.bundles.policy.Tested;
import com.integraci.bundles.policy.Workbench;
import com.integraci.bundles.rego.TestReport;
import com.integraci.installer.outcome.ExitCode;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Command;

/** Runs a bundle's tests. */
@Command(
    name = "test",
    description = {
      "Run a bundle's tests.",
      "They pass when each does, none that a rule needs is missing, and they go through 95 % of the"
          + " rules' lines."
    },
    mixinStandardHelpOptions = true)
final class TestCommand extends Bench {

  @Override
  ExitCode work(PolicyBundle bundle, Workbench bench, PrintWriter out) {
    return report(out, bench.test(bundle));
  }

  /** Prints how each test went, and what is missing. */
  static ExitCode report(PrintWriter out, Tested tested) {
    var report = tested.report();
    for (TestReport.Ran test : report.tests()) {
      out.printf(
          "%s  %s:%d  %s%n",
          test.passed() ? "pass" : "FAIL", test.file(), test.line(), test.name());
      if (!test.passed() && !test.said().isEmpty()) {
        out.println(test.said().indent(6).stripTrailing());
      }
    }
    tested.missing().forEach(out::println);
    report
        .uncovered()
        .forEach((file, lines) -> out.println(file + ": no test goes through lines " + lines));
    long passed = report.tests().stream().filter(TestReport.Ran::passed).count();
    out.printf(
        Locale.ROOT,
        "%d of %d tests passed%s.%n",
        passed,
        report.tests().size(),
        report.passed() ? through(report) : "; what they go through is measured when all do");
    return tested.passed() ? ExitCode.DONE : ExitCode.BUNDLE_REFUSED;
  }

  private static String through(TestReport report) {
    return String.format(
        Locale.ROOT, ", through %.0f %% of the rules' lines", Math.floor(report.coveragePercent()));
  }
}
