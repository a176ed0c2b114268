package com.integraci.installer;

import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.stack.OperatorClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Has a running appliance let a suspended team's people in again. */
@Command(
    name = "resume",
    description = "Let the people of a suspended team sign in again.",
    mixinStandardHelpOptions = true)
final class ResumeCommand implements Callable<Integer> {

  @Mixin private DataOption data;

  @Parameters(paramLabel = "SLUG", description = "The team's name in addresses.")
  private String slug;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    OperatorClient.delete(data.folder(), TenantPath.suspension(slug));
    var out = spec.commandLine().getOut();
    out.printf("The team %s is active again.%n", slug);
    out.flush();
    return ExitCode.DONE.status();
  }
}
