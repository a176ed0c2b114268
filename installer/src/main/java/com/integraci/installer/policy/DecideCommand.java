package com.integraci.installer.policy;

import com.integraci.bundles.policy.DecisionKind;
import com.integraci.bundles.policy.Finding;
import com.integraci.bundles.policy.PolicyBundle;
import com.integraci.bundles.policy.Undecided;
import com.integraci.bundles.policy.Verdict;
import com.integraci.bundles.policy.Workbench;
import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Decides on facts in a file and evidence of a CI, as an appliance would with this bundle. */
@Command(
    name = "decide",
    description = {
      "Decide by a bundle on facts in a file, as a gate would.",
      "Evidence files of a CI add their facts: docs/policy-bundles.md says which."
    },
    mixinStandardHelpOptions = true)
final class DecideCommand extends Bench {

  private static final int FACTS_MAX = 1 << 20;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      required = true,
      description = "The facts, JSON, by the schema of the bundle's kind of decision.")
  private Path input;

  @Mixin private EvidenceOptions evidence;

  @Override
  ExitCode work(PolicyBundle bundle, Workbench bench, PrintWriter out) {
    JsonNode facts = facts(bundle.manifest().decision());
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

  /** Those of the file and of the evidence, checked together once more. */
  private JsonNode facts(DecisionKind kind) {
    var given = kind.facts(input.toString(), read());
    var files = evidence.files();
    var reader = evidence.reader();
    if (files.isEmpty()) {
      return given;
    }
    var all = reader.add(input.toString(), given, files);
    return kind.facts("evidence", all.toString().getBytes(StandardCharsets.UTF_8));
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
      finding.exception().ifPresent(id -> out.println("                by exception " + id));
      if (finding.denies()) {
        var detail = finding.detail().map(text -> " (" + text + ")").orElse("");
        out.println("                " + finding.rule().message() + detail);
        out.println("                " + finding.rule().fix());
        if (!finding.rule().controls().isEmpty()) {
          out.println("                " + String.join(", ", finding.rule().controls()));
        }
      }
    }
  }
}
