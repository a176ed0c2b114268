package com.integraci.bundles.pack;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256. */
final class Digests {

  private Digests() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Of these bytes, in hexadecimal. */
  static String of(byte[] bytes) {
    var digest = sha256();
    digest.update(bytes);
    return hex(digest);
  }

  /** Of what was digested so far, in hexadecimal; the digest begins anew. */
  static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }
}
