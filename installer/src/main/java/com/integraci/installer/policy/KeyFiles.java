package com.integraci.installer.policy;

import com.integraci.bundles.evidence.TrustedKey;
import com.integraci.bundles.signing.SigningKey;
import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Keys in files, PEM, of 64 KiB at most. */
final class KeyFiles {

  private static final int BYTES_MAX = 1 << 16;

  private KeyFiles() {}

  /** All public keys of a file. */
  static List<TrustedKey> trusted(Path file) {
    try {
      return TrustedKey.ofPem(read(file));
    } catch (IllegalArgumentException e) {
      throw new Refusal(ExitCode.USAGE, file + " can't be trusted: " + e.getMessage() + ".", e);
    }
  }

  /** The private key of a file. */
  static SigningKey signing(Path file) {
    try {
      return SigningKey.ofPem(read(file));
    } catch (IllegalArgumentException e) {
      throw new Refusal(ExitCode.USAGE, file + " can't sign: " + e.getMessage() + ".", e);
    }
  }

  private static String read(Path file) {
    try (var in = Files.newInputStream(file)) {
      var content = in.readNBytes(BYTES_MAX + 1);
      if (content.length > BYTES_MAX) {
        throw new Refusal(ExitCode.USAGE, file + " is larger than 64 KiB.");
      }
      return new String(content, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new Refusal(ExitCode.USAGE, file + " can't be read.", e);
    }
  }
}
