package com.integraci.appliance.openbao;

import java.nio.charset.StandardCharsets;

/** A secret's value: 1 byte to 64 KiB of text in UTF-8. It is never printed. */
public final class SecretValue {

  /** The most bytes that a value may have. */
  public static final int BYTES_MAX = 64 * 1024;

  private final String text;

  /**
   * Takes a value.
   *
   * @throws IllegalArgumentException when it is too short or too long; the message does not hold it
   */
  public SecretValue(String text) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes < 1 || bytes > BYTES_MAX) {
      throw new IllegalArgumentException("a value has 1 to " + BYTES_MAX + " bytes, not " + bytes);
    }
    this.text = text;
  }

  /** The value, for the one call that sends it. */
  String reveal() {
    return text;
  }

  @Override
  public String toString() {
    return "[secret]";
  }
}
