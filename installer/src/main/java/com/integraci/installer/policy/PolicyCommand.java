package com.integraci.installer.policy;

import picocli.CommandLine.Command;

/** What can be done with a policy bundle away from the appliance. */
@Command(
    name = "policy",
    description = "Write, check, test and replay policy bundles, and decide by them, offline.",
    mixinStandardHelpOptions = true,
    subcommands = {
      NewCommand.class,
      CheckCommand.class,
      TestCommand.class,
      DecideCommand.class,
      ReplayCommand.class
    })
public final class PolicyCommand {}
