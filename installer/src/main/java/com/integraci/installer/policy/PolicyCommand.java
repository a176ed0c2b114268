package com.integraci.installer.policy;

import picocli.CommandLine.Command;

/** What can be done with policy bundles from a command line. */
@Command(
    name = "policy",
    description =
        "Write, check, test, replay and sign policy bundles and decide by them offline, publish"
            + " them, and list exceptions from their rules.",
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
      PublishCommand.class,
      ExceptionsCommand.class
    })
public final class PolicyCommand {}
