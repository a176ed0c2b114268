package com.integraci.installer.policy;

import picocli.CommandLine.Command;

/** What can be done with a policy bundle away from the appliance. */
@Command(
    name = "policy",
    description =
        "Write, check, test, replay and sign policy bundles and decide by them offline, and publish"
            + " them.",
    mixinStandardHelpOptions = true,
    subcommands = {
      NewCommand.class,
      CheckCommand.class,
      TestCommand.class,
      DecideCommand.class,
      ReplayCommand.class,
      KeyCommand.class,
      SignCommand.class,
      VerifyCommand.class,
      PublishCommand.class
    })
public final class PolicyCommand {}
