package com.integraci.bundles.evidence;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A public key whose signatures count: Ed25519 (RFC 8032), or ECDSA on P-256 with SHA-256 or on
 * P-384 with SHA-384 (FIPS 186-5). An ECDSA signature may be DER or its two numbers side by side.
 */
public final class TrustedKey {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");
  private static final String PUBLIC = "PUBLIC KEY";

  // SubjectPublicKeyInfo of an Ed25519 key is this and the 32 bytes of the key (RFC 8410).
  private static final byte[] ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");
  private static final int RAW_BYTES = 32;
  private static final int LINE = 64;

  private final PublicKey key;
  private final List<String> algorithms;

  private TrustedKey(PublicKey key, List<String> algorithms) {
    this.key = key;
    this.algorithms = algorithms;
  }

  /**
   * The Ed25519 key of these 32 bytes (RFC 8032).
   *
   * @throws IllegalArgumentException if they are none
   */
  public static TrustedKey ofRaw(byte[] raw) {
    if (raw.length != RAW_BYTES) {
      throw new IllegalArgumentException("an Ed25519 public key has 32 bytes, not " + raw.length);
    }
    byte[] encoded = Arrays.copyOf(ED25519, ED25519.length + raw.length);
    System.arraycopy(raw, 0, encoded, ED25519.length, raw.length);
    return ofEncoded(encoded);
  }

  /**
   * All keys of a text that holds PEM blocks (RFC 7468) of SubjectPublicKeyInfo; what stands
   * between them is passed over.
   *
   * @throws IllegalArgumentException if it holds none, or one of another kind
   */
  public static List<TrustedKey> ofPem(String text) {
    var keys = new ArrayList<TrustedKey>();
    var block = PEM.matcher(text);
    while (block.find()) {
      if (!block.group(1).equals(PUBLIC)) {
        throw new IllegalArgumentException("a " + block.group(1) + " in place of a public key");
      }
      keys.add(ofEncoded(Base64.getMimeDecoder().decode(block.group(2))));
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("no public key in PEM form");
    }
    return List.copyOf(keys);
  }

  /**
   * The key of a SubjectPublicKeyInfo (RFC 5280), DER.
   *
   * @throws IllegalArgumentException if it is of another kind
   */
  public static TrustedKey ofEncoded(byte[] encoded) {
    for (String algorithm : List.of("EdDSA", "EC")) {
      try {
        var spec = new X509EncodedKeySpec(encoded);
        return of(KeyFactory.getInstance(algorithm).generatePublic(spec));
      } catch (GeneralSecurityException e) {
        // Of the other kind, perhaps.
      }
    }
    throw new IllegalArgumentException("a public key that is not Ed25519, P-256 or P-384");
  }

  private static TrustedKey of(PublicKey key) {
    if (key instanceof EdECPublicKey edwards
        && edwards.getParams().getName().equals(NamedParameterSpec.ED25519.getName())) {
      return new TrustedKey(key, List.of("Ed25519"));
    }
    // The JDK takes named curves only: of P-256, P-384 and P-521 the size tells which.
    int bits = key instanceof ECPublicKey ec ? ec.getParams().getOrder().bitLength() : 0;
    return switch (bits) {
      case 256 -> new TrustedKey(key, ecdsa("SHA256"));
      case 384 -> new TrustedKey(key, ecdsa("SHA384"));
      default ->
          throw new IllegalArgumentException("a public key that is not Ed25519, P-256 or P-384");
    };
  }

  private static List<String> ecdsa(String hash) {
    return List.of(hash + "withECDSA", hash + "withECDSAinP1363Format");
  }

  /** SHA-256 of its SubjectPublicKeyInfo, in hexadecimal: how it is named. */
  public String id() {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Its SubjectPublicKeyInfo, DER. */
  public byte[] encoded() {
    return key.getEncoded();
  }

  /** The same in PEM form, ending in a line feed. */
  public String pem() {
    var body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(key.getEncoded());
    return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";
  }

  /** Whether the signature over that input is by this key. */
  public boolean verifies(byte[] input, byte[] signature) {
    return algorithms.stream().anyMatch(each -> verifies(each, input, signature));
  }

  private boolean verifies(String algorithm, byte[] input, byte[] signature) {
    try {
      var verifier = Signature.getInstance(algorithm);
      verifier.initVerify(key);
      verifier.update(input);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      // The JDK throws for some malformed signatures, and answers false for the others.
      return false;
    }
  }
}
