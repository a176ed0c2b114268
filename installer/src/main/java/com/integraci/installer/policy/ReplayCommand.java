package com.integraci.installer.policy;

import com.integraci.bundles.policy.DecisionFile;
import com.integraci.bundles.policy.DecisionRecord;
import com.integraci.bundles.policy.Evaluator;
import com.integraci.bundles.policy.Finding;
import com.integraci.bundles.policy.PolicyBundle;
import com.integraci.bundles.policy.ReplayReport;
import com.integraci.bundles.policy.ReplayReport.Change;
import com.integraci.bundles.policy.Undecided;
import com.integraci.bundles.policy.Verdict;
import com.integraci.bundles.policy.Workbench;
import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** Decides by a bundle on what an appliance decided on, and says what would be different. */
@Command(
    name = "replay",
    description = {
      "Decide by a bundle on exported decisions, and say what would be different.",
      "The file is that of GET /api/v1/decisions/export: docs/gates.md."
    },
    mixinStandardHelpOptions = true)
final class ReplayCommand extends Bench {

  private static final int LISTED_MAX = 1000;
  private static final JsonMapper JSON = JsonMapper.shared();

  @Parameters(index = "1", paramLabel = "FILE", description = "The exported decisions.")
  private Path file;

  @Option(
      names = "--list",
      description = "Print each decision that comes out differently, " + LISTED_MAX + " at most.")
  private boolean list;

  private final ReplayReport report = new ReplayReport();
  private final List<String> listed = new ArrayList<>();

  @Override
  ExitCode work(PolicyBundle bundle, Workbench bench, PrintWriter out) {
    try (var clock = Executors.newSingleThreadScheduledExecutor();
        var rules = bench.compile(bundle, 1, clock);
        var decisions = DecisionFile.open(file)) {
      var kind = bundle.manifest().decision();
      for (var made = decisions.next(kind); made.isPresent(); made = decisions.next(kind)) {
        decide(made.get(), rules);
      }
    } catch (IOException e) {
      throw new Refusal(ExitCode.USAGE, file + " can't be read.", e);
    }
    listed.forEach(out::println);
    print(out, report.written());
    return report.total().changed() == 0 ? ExitCode.DONE : ExitCode.DIFFERENT;
  }

  private void decide(DecisionRecord made, Evaluator rules) {
    if (made.settled()) {
      count(made, Change.UNCHANGED, List.of(), "");
      return;
    }
    if (made.input().isEmpty()) {
      count(made, Change.UNDECIDED, List.of(), "its facts were erased");
      return;
    }
    try {
      var verdict = rules.decide(JSON.readTree(made.input().get()));
      var change = Change.of(made.allowed(), verdict.allowed());
      var because = because(change, made, verdict);
      count(made, change, because, String.join(", ", because));
    } catch (Undecided e) {
      count(made, Change.UNDECIDED, List.of(), e.getMessage());
    }
  }

  private static List<String> because(Change change, DecisionRecord made, Verdict verdict) {
    return switch (change) {
      case TO_DENY -> verdict.denials().stream().map(Finding::rule).map(rule -> rule.id()).toList();
      case TO_ALLOW -> made.denying();
      case UNCHANGED, UNDECIDED -> List.of();
    };
  }

  private void count(DecisionRecord made, Change change, List<String> because, String why) {
    report.add(made.about().what(), change, because);
    if (list && change != Change.UNCHANGED && listed.size() < LISTED_MAX) {
      listed.add("%-9s  %s  %s  %s".formatted(change.word(), made.id(), made.about().what(), why));
    }
  }

  private static void print(PrintWriter out, ReplayReport.Written report) {
    var total = report.total();
    out.printf(
        "%d decisions: %d unchanged, %d allow to deny, %d deny to allow, %d undecided.%n",
        total.all(), total.unchanged(), total.toDeny(), total.toAllow(), total.undecided());
    table(out, "rule", report.rules());
    table(out, "service", report.services().stream().filter(line -> line.changed() > 0).toList());
  }

  private static void table(PrintWriter out, String what, List<ReplayReport.Line> lines) {
    if (!lines.isEmpty()) {
      out.printf("%n%13s  %13s  %9s  %s%n", "allow to deny", "deny to allow", "undecided", what);
    }
    for (ReplayReport.Line line : lines) {
      out.printf(
          "%13d  %13d  %9d  %s%n", line.toDeny(), line.toAllow(), line.undecided(), line.name());
    }
  }
}
