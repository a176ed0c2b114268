package com.integraci.installer.policy;

import com.integraci.installer.outcome.ExitCode;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Lists a team's exceptions from rules. */
@Command(
    name = "exceptions",
    description = {
      "List a team's exceptions from rules, as a service account of any role.",
      "Those that are asked for or active come first, the soonest to end first, then what is over;"
          + " 500 at most."
    },
    mixinStandardHelpOptions = true)
final class ExceptionsCommand implements Callable<Integer> {

  private static final Duration BOUND = Duration.ofSeconds(30);
  private static final String FORM = "%-8s %-20s %-24s %-36s %s%n";

  @Mixin private ApplianceOptions appliance;

  @Option(names = "--json", description = "The API's document instead of a table.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var account = appliance.account();
    var address = appliance.address("/api/v1/policies/exceptions");
    var answer = appliance.ask(account, BOUND, (https, headers) -> https.get(address, headers));
    if (!answer.good()) {
      throw ServiceCredentials.refusal(answer);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(answer.body());
    } else {
      out.printf(Locale.ROOT, FORM, "state", "until", "rule", "owner", "for");
      answer.body().path("exceptions").forEach(one -> out.print(row(one)));
    }
    out.flush();
    return ExitCode.DONE.status();
  }

  private static String row(JsonNode one) {
    return String.format(
        Locale.ROOT,
        FORM,
        one.path("state").asString(""),
        one.path("expires").asString(""),
        one.path("rule").asString(""),
        one.path("owner").asString(""),
        one.path("service").asString("") + " to " + one.path("environment").asString("any"));
  }
}
