package com.integraci.installer;

import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import com.integraci.installer.stack.RecoveryKeys;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes OpenBao's recovery keys, once. */
@Command(
    name = "recovery-keys",
    description = {
      "Make OpenBao's recovery keys, once, encrypted to your OpenPGP key.",
      "They are printed and kept nowhere: store them away from this machine."
    },
    mixinStandardHelpOptions = true)
final class RecoveryKeysCommand implements Callable<Integer> {
  private static final int FILE_MAX_BYTES = 1 << 20;
  private static final int SHARES_MAX = 10;

  @Mixin private DataOption data;

  @Option(
      names = "--pgp-key",
      required = true,
      paramLabel = "FILE",
      description = "Your OpenPGP public key, as gpg --export writes it (armoured or not).")
  private Path key;

  @Option(names = "--shares", defaultValue = "1", description = "How many keys (default: 1).")
  private int shares;

  @Option(
      names = "--threshold",
      defaultValue = "1",
      description = "How many of them are needed together (default: 1).")
  private int threshold;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (shares < 1 || shares > SHARES_MAX || threshold < 1 || threshold > shares) {
      throw new Refusal(
          ExitCode.USAGE, "--shares is 1 to 10, --threshold at most as many as --shares.");
    }
    PrintWriter out = spec.commandLine().getOut();
    List<String> keys = RecoveryKeys.make(data.folder(), publicKey(), shares, threshold);
    out.println("# Each line is one recovery key: base64 -d | gpg --decrypt shows it.");
    keys.forEach(out::println);
    out.flush();
    return ExitCode.DONE.status();
  }

  private String publicKey() {
    try {
      if (Files.size(key) > FILE_MAX_BYTES) {
        throw new Refusal(ExitCode.USAGE, key + " is too large for a public key.");
      }
      byte[] content = Files.readAllBytes(key);
      String text = new String(content, StandardCharsets.ISO_8859_1);
      if (!text.startsWith("-----BEGIN PGP PUBLIC KEY BLOCK-----")) {
        return Base64.getEncoder().encodeToString(content);
      }
      return armoured(text);
    } catch (IOException e) {
      throw new Refusal(ExitCode.USAGE, key + " can't be read.", e);
    }
  }

  /** The base64 between the armour's header lines and its checksum (RFC 9580, section 6.2). */
  private static String armoured(String text) {
    return text.lines()
        .dropWhile(line -> !line.isBlank())
        .map(String::strip)
        .takeWhile(line -> !line.startsWith("-----END") && !line.startsWith("="))
        .collect(Collectors.joining());
  }
}
