package com.integraci.installer.policy;

import com.integraci.bundles.evidence.TrustedKey;
import com.integraci.bundles.policy.BundleRefused;
import com.integraci.bundles.policy.PolicyBundle;
import com.integraci.bundles.signing.BundleSignature;
import com.integraci.bundles.signing.SignatureRefused;
import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Verifies a bundle's signature against keys that came another way. Asks no appliance. */
@Command(
    name = "verify",
    description = {
      "Verify the signature of a bundle, offline.",
      "Says no to one that is not signed, was changed after it was signed, or is signed by a key"
          + " that is not trusted."
    },
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FOLDER", description = "The bundle.")
  private Path folder;

  @Option(
      names = "--trust",
      paramLabel = "KEY.pem",
      arity = "1..*",
      required = true,
      description = "Public keys that count, from another place than the bundle.")
  private List<Path> trust;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    var trusted = trust.stream().flatMap(file -> KeyFiles.trusted(file).stream()).toList();
    try {
      verify(trusted);
      return ExitCode.DONE.status();
    } catch (BundleRefused e) {
      return Bench.refused(out, e.problems());
    } catch (SignatureRefused e) {
      out.println("NOT VERIFIED: " + e.getMessage());
      return ExitCode.NOT_VERIFIED.status();
    } catch (NoSuchFileException e) {
      out.println("NOT VERIFIED: It is not signed: there is no " + e.getFile() + ".");
      return ExitCode.NOT_VERIFIED.status();
    } catch (IOException e) {
      throw new Refusal(ExitCode.USAGE, folder + " can't be read.", e);
    } finally {
      out.flush();
    }
  }

  private void verify(List<TrustedKey> trusted) throws IOException {
    var bundle = read();
    var key = BundleSignature.signer(bundle, signature(), trusted);
    var manifest = bundle.manifest();
    spec.commandLine()
        .getOut()
        .printf(
            "VERIFIED%nbundle  %s %s%ndigest  %s%nkey     %s%n",
            manifest.name(), manifest.version(), bundle.digest(), key.id());
  }

  private PolicyBundle read() {
    try {
      return PolicyBundle.read(folder);
    } catch (IOException e) {
      throw new Refusal(ExitCode.USAGE, folder + " can't be read.", e);
    }
  }

  /** To one byte past what is taken: the verifier says that it is too large. */
  private byte[] signature() throws IOException {
    try (var in = Files.newInputStream(folder.resolve(PolicyBundle.SIGNATURE))) {
      return in.readNBytes(BundleSignature.BYTES_MAX + 1);
    }
  }
}
