package com.integraci.appliance.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * 256 random bits that a browser keeps in a cookie. What else is needed of them is derived, each
 * under a label of its own, so that none can be found from another.
 */
record RandomSecret(String text) {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final SecureRandom RANDOM = new SecureRandom();

  static RandomSecret fresh() {
    var bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return new RandomSecret(base64(bytes));
  }

  /** The secret that a cookie holds, if it has the form of one. */
  static Optional<RandomSecret> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new RandomSecret(text)) : Optional.empty();
  }

  /** What is stored in its place. */
  byte[] hash() {
    return sha256(text);
  }

  /** A value that whoever sees it can't go back from; 43 characters of base64url. */
  String derived(String label) {
    return base64(sha256("integraci " + label + "\n" + text));
  }

  static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static byte[] sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return digest.digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "[secret]";
  }
}
