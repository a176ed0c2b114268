package com.integraci.installer.compliance;

import com.integraci.bundles.pack.PackReport;
import com.integraci.bundles.pack.PackVerifier;
import com.integraci.installer.audit.AuditKeyOption;
import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Verifies an evidence pack against public keys that were kept elsewhere. Asks no appliance. */
@Command(
    name = "verify",
    description = {
      "Verify an evidence pack, offline.",
      "Its members, the audit chain, each decision, the rules that decided with their signatures,"
          + " and what they come to for each framework: a line for each."
    },
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

  private static final JsonMapper INDENTED =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  @Parameters(paramLabel = "FILE", description = "The pack.")
  private Path file;

  @Mixin private AuditKeyOption keys;

  @Option(names = "--json", description = "One JSON document instead of lines.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var verifier = new PackVerifier(keys.trusted());
    PackReport report;
    try {
      report = verifier.verify(file);
    } catch (IOException e) {
      throw new Refusal(ExitCode.USAGE, file + " can't be read.", e);
    }
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(INDENTED.writeValueAsString(document(report)));
    } else {
      print(out, report);
    }
    out.flush();
    return (report.verified() ? ExitCode.DONE : ExitCode.NOT_VERIFIED).status();
  }

  private static void print(PrintWriter out, PackReport report) {
    out.println(report.verified() ? "VERIFIED" : "NOT VERIFIED");
    report
        .of()
        .ifPresent(
            of ->
                out.printf(
                    "pack          %s%nteam          %s%nperiod        %s to %s%n",
                    of.id(), of.team(), of.from(), of.to()));
    for (PackReport.Check check : report.checks()) {
      out.printf("%-12s  %-5s  %s%n", check.name(), word(check.state()), check.sentence());
    }
  }

  private static String word(PackReport.State state) {
    return switch (state) {
      case HOLDS -> "ok";
      case FAILS -> "FAILS";
      case SKIPPED -> "-";
    };
  }

  private static Map<String, Object> document(PackReport report) {
    var document = new LinkedHashMap<String, Object>();
    document.put("verified", report.verified());
    report
        .of()
        .ifPresent(
            of -> {
              document.put("pack", of.id().toString());
              document.put("team", of.team().toString());
              document.put("from", of.from().toString());
              document.put("to", of.to().toString());
            });
    document.put("checks", report.checks().stream().map(VerifyCommand::check).toList());
    return document;
  }

  private static Map<String, Object> check(PackReport.Check check) {
    var document = new LinkedHashMap<String, Object>();
    document.put("name", check.name());
    document.put("state", check.state().name().toLowerCase(Locale.ROOT));
    document.put("sentence", check.sentence());
    return document;
  }
}
