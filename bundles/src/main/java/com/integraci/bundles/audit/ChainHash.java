package com.integraci.bundles.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** A SHA-256 hash, 32 bytes; in text 64 characters of lower-case hex. */
public final class ChainHash {
  /** Bytes of a hash. */
  public static final int BYTES = 32;

  private static final HexFormat HEX = HexFormat.of();

  private final byte[] bytes;

  private ChainHash(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Takes a copy of 32 bytes. */
  public static ChainHash of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a hash has 32 bytes, not " + bytes.length);
    }
    return new ChainHash(bytes.clone());
  }

  /** Reads 64 characters of lower-case hex; anything else is refused. */
  public static ChainHash ofHex(String hex) {
    byte[] bytes = HEX.parseHex(hex);
    // One spelling only: otherwise a changed letter case in a file would go unnoticed.
    if (!HEX.formatHex(bytes).equals(hex)) {
      throw new IllegalArgumentException("hex is written in lower case");
    }
    return of(bytes);
  }

  /** A copy of the 32 bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** Lower-case hex. */
  public String hex() {
    return HEX.formatHex(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ChainHash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return hex();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
