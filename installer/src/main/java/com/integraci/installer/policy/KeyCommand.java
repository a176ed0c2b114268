package com.integraci.installer.policy;

import picocli.CommandLine.Command;

/** What can be done with keys that sign bundles. */
@Command(
    name = "key",
    description = "Make a key that signs bundles.",
    mixinStandardHelpOptions = true,
    subcommands = NewKeyCommand.class)
final class KeyCommand {}
