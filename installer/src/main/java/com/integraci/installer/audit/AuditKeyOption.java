package com.integraci.installer.audit;

import com.integraci.bundles.audit.AuditKey;
import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The site's public keys, which were kept away from what they verify. */
public final class AuditKeyOption {
  private static final int KEY_BYTES_MAX = 1 << 16;

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = {
        "Trusted public keys in PEM, from /api/v1/audit/key, kept where nobody of the appliance"
            + " can",
        "change them; may be given more than once. Default: ~/.config/integraci/audit-key.pem."
      })
  private final List<Path> keys = new ArrayList<>();

  /**
   * All of them.
   *
   * @throws Refusal when a file can't be used, or there is none
   */
  public List<AuditKey> trusted() {
    List<Path> files = keys.isEmpty() ? List.of(defaultKey()) : keys;
    List<AuditKey> trusted = new ArrayList<>();
    files.forEach(path -> trusted.addAll(read(path)));
    return trusted;
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
