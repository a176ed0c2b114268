package com.integraci.installer.stack;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What PostgreSQL keeps of a password (SCRAM-SHA-256, RFC 7677, in the form of {@code
 * pg_authid.rolpassword}). It is computed here, so that the server never sees a password, and no
 * log of it can.
 */
final class ScramVerifier {
  private static final int ITERATIONS = 4_096;
  private static final int SALT_BYTES = 16;
  private static final int KEY_BITS = 256;
  private static final Pattern FORM =
      Pattern.compile("SCRAM-SHA-256\\$(\\d{4,7}):([A-Za-z0-9+/=]+)\\$([A-Za-z0-9+/=:]+)");

  private ScramVerifier() {}

  /** A verifier with a new salt. The password is of ASCII letters and digits. */
  static String of(String password) {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    return of(password, salt, ITERATIONS);
  }

  /** Whether a verifier was made from a password. */
  static boolean matches(String verifier, String password) {
    Matcher form = FORM.matcher(verifier);
    if (!form.matches()) {
      return false;
    }
    byte[] salt = Base64.getDecoder().decode(form.group(2));
    String expected = of(password, salt, Integer.parseInt(form.group(1)));
    return MessageDigest.isEqual(
        expected.getBytes(java.nio.charset.StandardCharsets.US_ASCII),
        verifier.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }

  private static String of(String password, byte[] salt, int iterations) {
    try {
      var spec = new PBEKeySpec(password.toCharArray(), salt, iterations, KEY_BITS);
      byte[] salted =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
      byte[] client = mac(salted, "Client Key");
      byte[] stored = MessageDigest.getInstance("SHA-256").digest(client);
      byte[] server = mac(salted, "Server Key");
      Arrays.fill(salted, (byte) 0);
      var base64 = Base64.getEncoder();
      return "SCRAM-SHA-256$%d:%s$%s:%s"
          .formatted(
              iterations,
              base64.encodeToString(salt),
              base64.encodeToString(stored),
              base64.encodeToString(server));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has SHA-256 and PBKDF2", e);
    }
  }

  private static byte[] mac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }
}
