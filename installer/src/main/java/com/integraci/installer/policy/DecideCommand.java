package com.integraci.installer.policy;

import com.integraci.bundles.policy.Finding;
import com.integraci.bundles.policy.PolicyBundle;
import com.integraci.bundles.policy.Undecided;
import com.integraci.bundles.policy.Verdict;
import com.integraci.bundles.policy.Workbench;
import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Decides on facts in a file, as an appliance would with this bundle. */
@Command(
    name = "decide",
    description = "Decide by a bundle on facts in a file, as a gate would.",
    mixinStandardHelpOptions = true)
final class DecideCommand extends Bench {

  private static final int FACTS_MAX = 1 << 20;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      required = true,
      description = "The facts, JSON, by the schema of the bundle's kind of decision.")
  private Path input;

  @Override
  ExitCode work(PolicyBundle bundle, Workbench bench, PrintWriter out) {
    JsonNode facts = bundle.manifest().decision().facts(input.toString(), read());
    try (var clock = Executors.newSingleThreadScheduledExecutor();
        var rules = bench.compile(bundle, 1, clock)) {
      var verdict = rules.decide(facts);
      print(out, verdict);
      return verdict.allowed() ? ExitCode.DONE : ExitCode.DENIED;
    } catch (Undecided e) {
      out.println("DENIED");
      out.println(e.getMessage());
      return ExitCode.DENIED;
    }
  }

  private byte[] read() {
    try {
      if (Files.size(input) > FACTS_MAX) {
        throw new Refusal(ExitCode.USAGE, input + " is larger than 1 MiB.");
      }
      return Files.readAllBytes(input);
    } catch (IOException e) {
      throw new Refusal(ExitCode.USAGE, input + " can't be read.", e);
    }
  }

  private static void print(PrintWriter out, Verdict verdict) {
    out.println(verdict.allowed() ? "ALLOWED" : "DENIED");
    for (Finding finding : verdict.findings()) {
      var word = finding.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      out.printf("%-14s  %s  %s%n", word, finding.rule().id(), finding.rule().title());
      if (finding.outcome().denies()) {
        var detail = finding.detail().map(text -> " (" + text + ")").orElse("");
        out.println("                " + finding.rule().message() + detail);
        out.println("                " + finding.rule().fix());
      }
    }
  }
}
