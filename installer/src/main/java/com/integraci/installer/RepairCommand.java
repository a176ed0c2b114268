package com.integraci.installer;

import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.stack.OperatorClient;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Shows how a team's layers differ from what PostgreSQL says, and has them put right. */
@Command(
    name = "repair",
    description = "Show how a team's layers differ from what PostgreSQL says, and put them right.",
    mixinStandardHelpOptions = true)
final class RepairCommand implements Callable<Integer> {

  private static final String FORM = "%-8s %-8s %s%n";

  @Mixin private DataOption data;

  @Parameters(paramLabel = "SLUG", description = "The team's name in addresses.")
  private String slug;

  @Option(names = "--dry-run", description = "Show the plan and change nothing.")
  private boolean dry;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var path = TenantPath.repair(slug);
    JsonNode plan = OperatorClient.get(data.folder(), path);
    PrintWriter out = spec.commandLine().getOut();
    print(out, plan);
    boolean any =
        plan.path("differences")
            .valueStream()
            .anyMatch(one -> !one.path("cure").asString("").equals("by_hand"));
    if (any && !dry) {
      var fields = Map.of("plan", plan.path("plan").asString(""));
      JsonNode started = OperatorClient.post(data.folder(), path, fields);
      out.printf("The team is being repaired: workflow %s.%n", started.path("workflow").asString());
    }
    out.flush();
    return ExitCode.DONE.status();
  }

  private static void print(PrintWriter out, JsonNode plan) {
    if (plan.path("differences").isEmpty()) {
      out.println("Nothing differs.");
      return;
    }
    out.printf(Locale.ROOT, FORM, "layer", "cure", "what differs, and what is done");
    for (JsonNode one : plan.path("differences")) {
      out.printf(
          Locale.ROOT,
          FORM,
          one.path("layer").asString(""),
          one.path("cure").asString("").replace('_', ' '),
          one.path("words").asString(""));
    }
    if (plan.path("more").asBoolean(false)) {
      out.println("There is more; it is in the next plan.");
    }
  }
}
