package com.integraci.bundles.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class TrustedKeyTest {

  private static void refuses(String words, String pem) {
    var refused = assertThrows(IllegalArgumentException.class, () -> TrustedKey.ofPem(pem));
    assertTrue(refused.getMessage().contains(words), refused.getMessage());
  }

  @Test
  void aFileMayHaveSeveralKeys() {
    var one = SigningKey.pem(SigningKey.pair("Ed25519", "").getPublic());
    var other = SigningKey.pem(SigningKey.pair("EC", "secp384r1").getPublic());
    assertEquals(2, TrustedKey.ofPem("of the runners\n" + one + "\n" + other).size());
  }

  @Test
  void otherKindsOfKeysAreRefused() {
    var kind = "not Ed25519, P-256 or P-384";
    refuses(kind, SigningKey.pem(SigningKey.pair("RSA", "").getPublic()));
    refuses(kind, SigningKey.pem(SigningKey.pair("EC", "secp521r1").getPublic()));
    refuses(kind, SigningKey.pem(SigningKey.pair("Ed448", "").getPublic()));
    refuses(kind, SigningKey.pem(SigningKey.pair("X25519", "").getPublic()));
    refuses(kind, "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----");
    var secret = SigningKey.pair("Ed25519", "").getPrivate().getEncoded();
    refuses(
        "a PRIVATE KEY",
        "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----"
            .formatted(Base64.getEncoder().encodeToString(secret)));
    refuses("no public key", "");
    refuses("no public key", "-----BEGIN PUBLIC KEY-----\nAAAA\n");
  }
}
