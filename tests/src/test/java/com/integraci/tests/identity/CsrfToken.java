package com.integraci.tests.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The token that a session's pages carry. */
final class CsrfToken {

  private CsrfToken() {}

  static String of(String session) {
    try {
      var hash =
          MessageDigest.getInstance("SHA-256")
              .digest(("integraci csrf\n" + session).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
