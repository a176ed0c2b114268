package com.integraci.installer;

import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.stack.OperatorClient;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has a running appliance refuse everybody of a team. */
@Command(
    name = "suspend",
    description = "Refuse everybody of a team until it is resumed; nothing of it is lost.",
    mixinStandardHelpOptions = true)
final class SuspendCommand implements Callable<Integer> {

  @Mixin private DataOption data;

  @Parameters(paramLabel = "SLUG", description = "The team's name in addresses.")
  private String slug;

  @Option(
      names = "--reason",
      required = true,
      description = "Why, for the audit logs of the operators and of the team.")
  private String reason;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    OperatorClient.post(data.folder(), TenantPath.suspension(slug), Map.of("reason", reason));
    var out = spec.commandLine().getOut();
    out.printf("The team %s is suspended.%n", slug);
    out.flush();
    return ExitCode.DONE.status();
  }
}
