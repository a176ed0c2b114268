package com.integraci.installer.audit;

import picocli.CommandLine.Command;

/** What can be done with an audit log away from the appliance. */
@Command(
    name = "audit",
    description = "Verify exports of the audit log.",
    mixinStandardHelpOptions = true,
    subcommands = VerifyCommand.class)
public final class AuditCommand {}
