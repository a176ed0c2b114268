package com.integraci.installer;

import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.stack.Condition;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** Shows how each component does. */
@Command(
    name = "status",
    description = "Show each component's version, process, address, memory and health.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  @Mixin private DataOption data;

  @Option(names = "--json", description = "One JSON document instead of a table.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    List<Condition> conditions = Condition.of(data.folder());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonMapper.builder().build().writeValueAsString(conditions));
    } else {
      table(out, conditions);
    }
    out.flush();
    if (conditions.stream().allMatch(condition -> condition.pid() == 0)) {
      return ExitCode.NOT_RUNNING.status();
    }
    boolean well = conditions.stream().allMatch(Condition::healthy);
    return (well ? ExitCode.DONE : ExitCode.UNHEALTHY).status();
  }

  private static void table(PrintWriter out, List<Condition> conditions) {
    String form = "%-10s %-9s %-8s %-17s %9s  %s%n";
    out.printf(Locale.ROOT, form, "component", "version", "pid", "address", "memory", "health");
    long total = 0;
    for (Condition condition : conditions) {
      total += condition.residentBytes();
      out.printf(
          Locale.ROOT,
          form,
          condition.name(),
          condition.version(),
          condition.pid() == 0 ? "-" : Long.toString(condition.pid()),
          condition.address(),
          mebibytes(condition.residentBytes()),
          condition.pid() == 0 ? "down" : condition.healthy() ? "well" : "ill");
    }
    out.printf(Locale.ROOT, form, "", "", "", "", mebibytes(total), "");
  }

  private static String mebibytes(long bytes) {
    return (bytes >> 20) + " MiB";
  }
}
