package com.integraci.bundles.audit;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A public key for audit statements: Ed25519 (RFC 8032), in text PEM (RFC 8410). */
public final class AuditKey {
  /** Bytes of a raw public key. */
  public static final int BYTES = 32;

  /** Bytes of a signature. */
  public static final int SIGNATURE_BYTES = 64;

  // SubjectPublicKeyInfo of an Ed25519 key is this and the 32 bytes of the key (RFC 8410).
  private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----");

  private final byte[] raw;
  private final PublicKey key;

  private AuditKey(byte[] raw) {
    if (raw.length != BYTES) {
      throw new IllegalArgumentException("an Ed25519 public key has 32 bytes, not " + raw.length);
    }
    this.raw = raw.clone();
    byte[] encoded = Arrays.copyOf(PREFIX, PREFIX.length + BYTES);
    System.arraycopy(raw, 0, encoded, PREFIX.length, BYTES);
    try {
      key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not an Ed25519 public key", e);
    }
  }

  /** A key by its 32 bytes. */
  public static AuditKey ofRaw(byte[] raw) {
    return new AuditKey(raw);
  }

  /**
   * All keys of a text that holds PEM blocks; what stands between them is passed over.
   *
   * @throws IllegalArgumentException if it holds none, or one that isn't Ed25519
   */
  public static List<AuditKey> ofPem(String text) {
    List<AuditKey> keys = new ArrayList<>();
    Matcher block = PEM.matcher(text);
    while (block.find()) {
      byte[] encoded = Base64.getMimeDecoder().decode(block.group(1));
      boolean ed25519 =
          encoded.length == PREFIX.length + BYTES
              && Arrays.equals(encoded, 0, PREFIX.length, PREFIX, 0, PREFIX.length);
      if (!ed25519) {
        throw new IllegalArgumentException("a public key of another kind than Ed25519");
      }
      keys.add(new AuditKey(Arrays.copyOfRange(encoded, PREFIX.length, encoded.length)));
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("no public key in PEM form");
    }
    return keys;
  }

  /** SHA-256 of the raw key: how statements name it. */
  public ChainHash id() {
    return ChainHash.of(ChainHash.sha256().digest(raw));
  }

  /** A copy of the 32 bytes. */
  public byte[] raw() {
    return raw.clone();
  }

  /** The PEM form, ending in a line feed. */
  public String pem() {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getEncoder().encodeToString(key.getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }

  /** Whether the signature over that input is by this key. */
  public boolean verifies(byte[] input, byte[] signature) {
    if (signature.length != SIGNATURE_BYTES) {
      return false;
    }
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key);
      verifier.update(input);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      // The JDK throws for some malformed signatures, and answers false for the others.
      return false;
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AuditKey that && Arrays.equals(raw, that.raw);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(raw);
  }

  @Override
  public String toString() {
    return "ed25519:" + id();
  }
}
