package com.integraci.installer.audit;

import com.integraci.bundles.audit.AuditKey;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
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
  private static final int KEY_BYTES_MAX = 1 << 16;

  @Parameters(paramLabel = "FILE", description = "The export.")
  private Path file;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = {
        "Trusted public keys in PEM, from /api/v1/audit/key, kept where nobody of the appliance"
            + " can",
        "change them; may be given more than once. Default: ~/.config/integraci/audit-key.pem."
      })
  private final List<Path> keys = new ArrayList<>();

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
    List<Path> files = keys.isEmpty() ? List.of(defaultKey()) : keys;
    List<AuditKey> trusted = new ArrayList<>();
    files.forEach(path -> trusted.addAll(read(path)));
    var verifier = new AuditVerifier(trusted);
    return expected.map(text -> verifier.expecting(head(text))).orElse(verifier);
  }

  private static Head head(String text) {
    try {
      return Head.parse(text);
    } catch (IllegalArgumentException e) {
      throw new Refusal(ExitCode.USAGE, "--expect-head is SEQUENCE:HASH, as a run prints it.", e);
    }
  }

  private static List<AuditKey> read(Path path) {
    try {
      if (Files.size(path) > KEY_BYTES_MAX) {
        throw new Refusal(ExitCode.USAGE, path + " is too large for public keys.");
      }
      return AuditKey.ofPem(Files.readString(path, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new Refusal(ExitCode.USAGE, path + " can't be read.", e);
    } catch (IllegalArgumentException e) {
      throw new Refusal(ExitCode.USAGE, path + " holds no audit key: " + e.getMessage(), e);
    }
  }

  private static Path defaultKey() {
    Path config =
        Optional.ofNullable(System.getenv("XDG_CONFIG_HOME"))
            .filter(text -> !text.isBlank())
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".config"));
    Path key = config.resolve("integraci").resolve("audit-key.pem");
    if (!Files.exists(key)) {
      throw new Refusal(
          ExitCode.USAGE,
          "No trusted key: give --key FILE, or keep the key of /api/v1/audit/key in "
              + key
              + ". A key that comes with the file proves nothing.");
    }
    return key;
  }
}
