package com.integraci.installer.policy;

import com.integraci.bundles.signing.SigningKey;
import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a key that signs bundles. */
@Command(
    name = "new",
    description = {
      "Make a key that signs bundles, Ed25519: the private key in FILE, for you alone, and the"
          + " public key in FILE.pub.",
      "The appliance never sees the private key. Whoever has it signs as the team: keep it in the"
          + " store of secrets of the CI that publishes, and a copy offline."
    },
    mixinStandardHelpOptions = true)
final class NewKeyCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "FILE",
      description = "Where to; neither FILE nor FILE.pub may exist yet.")
  private Path file;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var beside = Path.of(file + ".pub");
    var pair = SigningKey.fresh();
    try {
      requireNone(file);
      requireNone(beside);
      // The public one first: should the other not be written, nothing of worth is left.
      write(beside, pair.trusted().pem(), "rw-r--r--");
      write(file, pair.signing().pem(), "rw-------");
    } catch (FileAlreadyExistsException e) {
      throw new Refusal(ExitCode.USAGE, e.getFile() + " exists already.", e);
    } catch (IOException e) {
      throw new Refusal(ExitCode.USAGE, file + " can't be written.", e);
    }
    var out = spec.commandLine().getOut();
    out.printf("private  %s%npublic   %s%nid       %s%n", file, beside, pair.trusted().id());
    out.flush();
    return ExitCode.DONE.status();
  }

  private static void requireNone(Path file) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(file.toString());
    }
  }

  private static void write(Path file, String content, String mode) throws IOException {
    var permissions = PosixFilePermissions.fromString(mode);
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel =
        Files.newByteChannel(file, options, PosixFilePermissions.asFileAttribute(permissions))) {
      var bytes = StandardCharsets.US_ASCII.encode(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
  }
}
