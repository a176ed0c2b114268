package com.integraci.installer.policy;

import com.integraci.bundles.policy.PolicyBundle;
import com.integraci.bundles.policy.Workbench;
import com.integraci.installer.outcome.ExitCode;
import java.io.PrintWriter;
import picocli.CommandLine.Command;

/** Looks a bundle through without running it. */
@Command(
    name = "check",
    description = {
      "Check a bundle: its manifest, its Rego, and that each rule has its four tests.",
      "Prints each fault with its file and line."
    },
    mixinStandardHelpOptions = true)
final class CheckCommand extends Bench {

  @Override
  ExitCode work(PolicyBundle bundle, Workbench bench, PrintWriter out) {
    var problems = bench.check(bundle);
    problems.forEach(out::println);
    if (!problems.isEmpty()) {
      return ExitCode.BUNDLE_REFUSED;
    }
    var manifest = bundle.manifest();
    out.printf(
        "%s %s: %d rules, nothing wrong.%ndigest  %s%n",
        manifest.name(), manifest.version(), manifest.rules().size(), bundle.digest());
    return ExitCode.DONE;
  }
}
