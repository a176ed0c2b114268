package com.integraci.appliance.tenancy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * 256 random bits that open one thing to whoever holds them; only their SHA-256 is kept. They need
 * no salt and no slow hash, because nobody can try 2^256 values.
 *
 * @param value base64url, 43 characters
 */
public record OperationSecret(String value) {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;

  /** A new one. */
  public static OperationSecret fresh() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new OperationSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** Its SHA-256, 32 bytes. */
  public byte[] hash() {
    return sha256(value);
  }

  static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no SHA-256", e);
    }
  }

  /** It opens something, so it is not shown. */
  @Override
  public String toString() {
    return "[secret]";
  }
}
