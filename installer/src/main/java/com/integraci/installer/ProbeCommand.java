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

/** Has a running appliance try the walls between its teams. */
@Command(
    name = "probe",
    description = "Try whatever the walls between teams must stop, and show what answered.",
    mixinStandardHelpOptions = true)
final class ProbeCommand implements Callable<Integer> {

  @Mixin private DataOption data;

  @Option(names = "--json", description = "The API's document instead of a summary.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    JsonNode run = OperatorClient.post(data.folder(), "/api/v1/probe");
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(run);
    } else {
      print(out, run);
    }
    out.flush();
    boolean whole = run.path("blocked").asInt(-1) == run.path("tried").asInt(0);
    return (whole ? ExitCode.DONE : ExitCode.UNHEALTHY).status();
  }

  private static void print(PrintWriter out, JsonNode run) {
    out.printf(
        Locale.ROOT,
        "%d of %d blocked.%n",
        run.path("blocked").asInt(0),
        run.path("tried").asInt(0));
    for (JsonNode attempt : run.path("attempts")) {
      if (!attempt.path("blocked").asBoolean(false)) {
        out.printf(
            Locale.ROOT,
            "NOT BLOCKED  %s  %s: %s%n",
            attempt.path("area").asString(""),
            attempt.path("what").asString(""),
            attempt.path("answer").asString(""));
      }
    }
  }
}
