package com.integraci.installer;

import com.integraci.installer.audit.AuditCommand;
import com.integraci.installer.compliance.ComplianceCommand;
import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import com.integraci.installer.policy.PolicyCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code integraci} command. */
@Command(
    name = "integraci",
    description = "The internal developer platform on your own servers.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      UpCommand.class,
      StatusCommand.class,
      TenantsCommand.class,
      ProbeCommand.class,
      AlertsCommand.class,
      RotateKeyCommand.class,
      AuditCommand.class,
      ComplianceCommand.class,
      PolicyCommand.class,
      RecoveryKeysCommand.class
    })
public final class Main {

  private Main() {}

  /** Runs one command and exits with its {@link ExitCode}. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    var line = new CommandLine(new Main());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(Main::explain);
    return line.execute(arguments);
  }

  private static int explain(Exception fault, CommandLine command, CommandLine.ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (fault instanceof Refusal refusal) {
      err.println("integraci: " + refusal.getMessage());
      err.flush();
      return refusal.code().status();
    }
    err.println("integraci: a fault of ours: " + fault);
    fault.printStackTrace(err);
    err.flush();
    return ExitCode.INTERNAL.status();
  }
}
