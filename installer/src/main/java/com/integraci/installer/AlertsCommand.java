package com.integraci.installer;

import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.stack.OperatorClient;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Shows what a running appliance says is wrong with it. */
@Command(
    name = "alerts",
    description = "Show what is wrong with the appliance now.",
    mixinStandardHelpOptions = true)
final class AlertsCommand implements Callable<Integer> {

  @Mixin private DataOption data;

  @Option(names = "--json", description = "The API's document instead of a table.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    JsonNode found = OperatorClient.get(data.folder(), "/api/v1/alerts");
    PrintWriter out = spec.commandLine().getOut();
    boolean raised = false;
    for (JsonNode alert : found.path("alerts")) {
      String state = alert.path("state").asString("");
      raised |= state.equals("raised");
      if (!json && !state.equals("cleared")) {
        print(out, alert, state);
      }
    }
    if (json) {
      out.println(found);
    } else if (!raised) {
      out.println("Nothing that an operator does not know of.");
    }
    out.flush();
    return (raised ? ExitCode.UNHEALTHY : ExitCode.DONE).status();
  }

  private static void print(PrintWriter out, JsonNode alert, String state) {
    out.printf(
        Locale.ROOT,
        "%-8s  %-12s  %s  %s: %s%n",
        alert.path("severity").asString(""),
        state,
        alert.path("since").asString(""),
        alert.path("title").asString(""),
        alert.path("subject").asString(""));
  }
}
