package com.integraci.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A value that is never printed: settings name the file it stands in, and it is read when it is
 * needed.
 */
public final class Secret {

  private final String value;

  private Secret(String value) {
    this.value = Objects.requireNonNull(value);
  }

  /**
   * Reads the secret from its file; white space at the end is dropped.
   *
   * @throws UncheckedIOException when the file can't be read
   */
  public static Secret read(Path file) {
    try {
      return new Secret(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("The secret in " + file + " can't be read.", e);
    }
  }

  static Secret of(String value) {
    return new Secret(value);
  }

  /** The value, for the one call that needs it. */
  public String reveal() {
    return value;
  }

  @Override
  public String toString() {
    return "[secret]";
  }
}
