package com.integraci.appliance.broker;

import com.integraci.config.NatsKey;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;

/** The key of one user of the broker, made for one connection or one credential, in memory only. */
record UserKey(KeyPair pair) {

  private static final String ALGORITHM = "Ed25519";
  private static final int KEY_BYTES = 32;

  static UserKey make() {
    try {
      return new UserKey(KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has Ed25519", e);
    }
  }

  /** The public key as an NKey; it is the user's id. */
  String id() {
    return NatsKey.USER.encode(tail(pair.getPublic().getEncoded()));
  }

  /** The private key as an NKey, for whoever is handed the credential. */
  String seed() {
    return NatsKey.USER.encodeSeed(tail(pair.getPrivate().getEncoded()));
  }

  byte[] sign(byte[] message) {
    try {
      var signature = Signature.getInstance(ALGORITHM);
      signature.initSign(pair.getPrivate());
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("an Ed25519 key that can't sign", e);
    }
  }

  /** The encodings of both halves (RFC 8410) end with the 32 bytes of the key. */
  private static byte[] tail(byte[] encoded) {
    return Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
  }

  @Override
  public String toString() {
    return "UserKey[" + id() + "]";
  }
}
