package com.integraci.installer.compliance;

import picocli.CommandLine.Command;

/** What can be done with evidence away from the appliance. */
@Command(
    name = "compliance",
    description = "Verify evidence packs.",
    mixinStandardHelpOptions = true,
    subcommands = VerifyCommand.class)
public final class ComplianceCommand {}
