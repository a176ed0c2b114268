package com.integraci.installer.policy;

import com.integraci.bundles.policy.BundleRefused;
import com.integraci.bundles.policy.PolicyBundle;
import com.integraci.bundles.signing.BundleSignature;
import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Signs a bundle. */
@Command(
    name = "sign",
    description = {
      "Sign a bundle: its name, version, kind of decision and digest.",
      "Writes " + PolicyBundle.SIGNATURE + " into the folder, which is no part of the bundle."
    },
    mixinStandardHelpOptions = true)
final class SignCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FOLDER", description = "The bundle.")
  private Path folder;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      required = true,
      description = "The private key: Ed25519, P-256 or P-384, PEM of PKCS#8, not encrypted.")
  private Path key;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    var signing = KeyFiles.signing(key);
    var file = folder.resolve(PolicyBundle.SIGNATURE);
    try {
      var bundle = PolicyBundle.read(folder);
      Files.write(file, BundleSignature.sign(bundle, signing::sign));
      var manifest = bundle.manifest();
      out.printf(
          "Signed %s %s.%ndigest     %s%nsignature  %s%n",
          manifest.name(), manifest.version(), bundle.digest(), file);
      return ExitCode.DONE.status();
    } catch (BundleRefused e) {
      return Bench.refused(out, e.problems());
    } catch (IOException e) {
      throw new Refusal(ExitCode.USAGE, folder + " can't be read, or not be written to.", e);
    } finally {
      out.flush();
    }
  }
}
