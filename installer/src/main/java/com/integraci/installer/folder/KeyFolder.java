package com.integraci.installer.folder;

import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * Where the keys lie that unseal OpenBao and that encrypt the streams of NATS: outside the data
 * folder, so that a copy or a backup of the one is nothing without the other.
 *
 * @param folder the folder of one instance
 */
public record KeyFolder(Path folder) {
  private static final int KEY_BYTES = 32;

  /** The folder that the operator named. */
  public static KeyFolder chosen(Path folder) {
    return new KeyFolder(folder.toAbsolutePath().normalize());
  }

  /**
   * The usual folder of an instance: {@code /etc/integraci/INSTANCE} or, without root, {@code
   * ${XDG_CONFIG_HOME:-~/.config}/integraci/INSTANCE}.
   */
  public static KeyFolder usual(UUID instance, boolean root) {
    Path base =
        root
            ? Path.of("/etc")
            : Optional.ofNullable(System.getenv("XDG_CONFIG_HOME"))
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".config"));
    return new KeyFolder(base.resolve("integraci").resolve(instance.toString()));
  }

  /** The file with the key: 32 bytes, 0400. */
  public Path unsealKey() {
    return folder.resolve("unseal.key");
  }

  /** The file with the key of the streams: 32 bytes in base64url, 0400, the caller's. */
  public Path streamKey() {
    return folder.resolve("nats.key");
  }

  /** Makes the unseal key unless it is there; for data that does not exist yet. */
  public void ensure(DataFolder data, Owner owner) throws IOException {
    ensureFolder(data);
    if (!Files.exists(unsealKey())) {
      Durable.write(unsealKey(), random(), "r--------", owner);
    }
  }

  /** Makes the key of the streams unless it is there; for data that does not exist yet. */
  public void ensureStream(DataFolder data) throws IOException {
    ensureFolder(data);
    if (!Files.exists(streamKey())) {
      String key = Base64.getUrlEncoder().withoutPadding().encodeToString(random());
      Durable.write(streamKey(), key + "\n", "r--------", Owner.caller());
    }
  }

  private void ensureFolder(DataFolder data) throws IOException {
    if (folder.startsWith(data.root())) {
      throw new Refusal(
          ExitCode.USAGE, "The key may not lie in the data folder: give another --key-dir.");
    }
    if (!Files.exists(folder.getParent())) {
      DataFolder.makeFolder(folder.getParent(), "rwx--x--x", Owner.caller());
    }
    if (!Files.exists(folder)) {
      DataFolder.makeFolder(folder, "rwx--x--x", Owner.caller());
    }
  }

  private static byte[] random() {
    byte[] key = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(key);
    return key;
  }

  /**
   * What tells one key from another without giving it away: the start of its SHA-256.
   *
   * @throws Refusal when the key is not there
   */
  public static String fingerprint(Path key) throws IOException {
    if (!Files.exists(key)) {
      throw new Refusal(
          ExitCode.KEY_MISSING,
          "The key %s is missing: put it back from where you keep it; nothing was changed."
              .formatted(key));
    }
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(key));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
