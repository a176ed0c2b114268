package com.integraci.installer.audit;

import com.integraci.bundles.audit.AuditVerdict;
import com.integraci.bundles.audit.AuditVerdict.Broken;
import com.integraci.bundles.audit.AuditVerdict.Intact;
import com.integraci.bundles.audit.AuditVerifier;
import com.integraci.bundles.audit.AuditVerifier.Head;
import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Verifies an export against public keys that were kept elsewhere. Asks no appliance. */
@Command(
    name = "verify",
    description = {
      "Verify an export of the audit log, offline.",
      "Names the first entry that was changed, removed, inserted, reordered or cut off."
    },
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "The export.")
  private Path file;

  @Mixin private AuditKeyOption keys;

  @Option(
      names = "--expect-head",
      paramLabel = "SEQUENCE:HASH",
      description = "The head that an earlier run printed: an older export is refused.")
  private Optional<String> expected = Optional.empty();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    AuditVerifier verifier = verifier();
    AuditVerdict verdict;
    try (var in = new BufferedInputStream(Files.newInputStream(file))) {
      verdict = verifier.verify(in);
    } catch (IOException e) {
      throw new Refusal(ExitCode.USAGE, file + " can't be read.", e);
    }
    PrintWriter out = spec.commandLine().getOut();
    ExitCode code =
        switch (verdict) {
          case Intact intact -> {
            print(out, intact);
            yield ExitCode.DONE;
          }
          case Broken broken -> {
            out.println("NOT VERIFIED (" + word(broken) + "): " + broken.what());
            yield ExitCode.NOT_VERIFIED;
          }
        };
    out.flush();
    return code.status();
  }

  private static void print(PrintWriter out, Intact intact) {
    var segment = intact.segment();
    out.println("VERIFIED");
    out.println("tenant       " + segment.tenant());
    out.println("entries      " + segment.first() + " to " + segment.last());
    out.println("checkpoints  " + intact.checkpoints());
    out.println("signed       " + intact.signed() + " by key " + intact.key());
    out.println("head         " + segment.last() + ":" + segment.head());
    out.println("Keep the head: --expect-head shows next time that no older export is passed off.");
  }

  private static String word(Broken broken) {
    return broken.fault().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private AuditVerifier verifier() {
    var verifier = new AuditVerifier(keys.trusted());
    return expected.map(text -> verifier.expecting(head(text))).orElse(verifier);
  }

  private static Head head(String text) {
    try {
      return Head.parse(text);
    } catch (IllegalArgumentException e) {
      throw new Refusal(ExitCode.USAGE, "--expect-head is SEQUENCE:HASH, as a run prints it.", e);
    }
  }
}
