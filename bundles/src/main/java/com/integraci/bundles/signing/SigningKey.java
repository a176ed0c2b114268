package com.integraci.bundles.signing;

import com.integraci.bundles.evidence.TrustedKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A private key that signs bundles: Ed25519 (RFC 8032), or ECDSA on P-256 with SHA-256 or on P-384
 * with SHA-384 (FIPS 186-5), in PKCS#8 (RFC 5958), PEM, not encrypted.
 */
public final class SigningKey {

  private static final Pattern PEM =
      Pattern.compile("-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");
  private static final String PRIVATE = "PRIVATE KEY";
  private static final int LINE = 64;
  private static final int BITS_256 = 256;
  private static final int BITS_384 = 384;

  private final PrivateKey key;
  private final String algorithm;

  private SigningKey(PrivateKey key) {
    this.key = key;
    this.algorithm = algorithm(key);
  }

  /**
   * A fresh pair.
   *
   * @param signing the private key
   * @param trusted the public key
   */
  public record Pair(SigningKey signing, TrustedKey trusted) {}

  /** Makes a pair of Ed25519. */
  public static Pair fresh() {
    try {
      var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return new Pair(
          new SigningKey(pair.getPrivate()), TrustedKey.ofEncoded(pair.getPublic().getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has Ed25519", e);
    }
  }

  /**
   * The key of a text that holds one PEM block.
   *
   * @throws IllegalArgumentException if it holds none, or one that is no private key of these kinds
   */
  public static SigningKey ofPem(String text) {
    var block = PEM.matcher(text);
    if (!block.find()) {
      throw new IllegalArgumentException("no private key in PEM form");
    }
    if (!block.group(1).equals(PRIVATE)) {
      throw new IllegalArgumentException(
          "a " + block.group(1) + " in place of a PRIVATE KEY (PKCS#8, not encrypted)");
    }
    return new SigningKey(privateKey(Base64.getMimeDecoder().decode(block.group(2))));
  }

  private static PrivateKey privateKey(byte[] encoded) {
    for (String kind : List.of("EdDSA", "EC")) {
      try {
        return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      } catch (GeneralSecurityException e) {
        // Of the other kind, perhaps.
      }
    }
    throw unfit();
  }

  private static String algorithm(PrivateKey key) {
    if (key instanceof EdECPrivateKey edwards
        && edwards.getParams().getName().equals(NamedParameterSpec.ED25519.getName())) {
      return "Ed25519";
    }
    int bits = key instanceof ECPrivateKey ec ? ec.getParams().getOrder().bitLength() : 0;
    return switch (bits) {
      case BITS_256 -> "SHA256withECDSA";
      case BITS_384 -> "SHA384withECDSA";
      default -> throw unfit();
    };
  }

  private static IllegalArgumentException unfit() {
    return new IllegalArgumentException("a private key that is not Ed25519, P-256 or P-384");
  }

  /** The signature over these bytes. */
  public byte[] sign(byte[] message) {
    try {
      var signer = Signature.getInstance(algorithm);
      signer.initSign(key);
      signer.update(message);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that was read can't sign", e);
    }
  }

  /** The private key, PEM of PKCS#8, ending in a line feed: for the file that holds it. */
  public String pem() {
    var body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(key.getEncoded());
    return "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n";
  }

  /** Says nothing of the key. */
  @Override
  public String toString() {
    return "a private key";
  }
}
