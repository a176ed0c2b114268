package com.integraci.installer.stack;

import com.integraci.installer.folder.Durable;
import com.integraci.installer.folder.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** Random secrets between components, each in a file that only its user reads. */
public final class Credential {
  private static final int BYTES = 32;

  private Credential() {}

  /** 256 random bits in the alphabet of base64url. */
  public static String random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The secret in a file; made, durably, when there is none. */
  static String ensure(Path file, Owner owner) throws IOException {
    if (!Files.exists(file)) {
      Durable.write(file, random() + "\n", "r--------", owner);
    }
    return Files.readString(file).strip();
  }
}
