package com.integraci.installer;

import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.stack.OperatorClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Has a running appliance make a new audit key, signed by the former. */
@Command(
    name = "rotate-audit-key",
    description = "Make a new audit key of a running appliance, signed by the former.",
    mixinStandardHelpOptions = true)
final class RotateKeyCommand implements Callable<Integer> {

  @Mixin private DataOption data;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    JsonNode key = OperatorClient.post(data.folder(), "/api/v1/audit/key/rotations");
    var out = spec.commandLine().getOut();
    out.printf(
        "Version %d of the audit key signs from now on: %s%n",
        key.path("version").asInt(), key.path("key").asString());
    out.flush();
    return ExitCode.DONE.status();
  }
}
