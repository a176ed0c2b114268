package com.integraci.keycloak.joining;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProofTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000L);
  private static final String ACCOUNT = "01900000-0000-7000-8000-0000000000aa";
  private static final String TENANT = "01900000-0000-7000-8000-0000000000bb";
  private static final String HEADER = "{\"alg\":\"ES256\",\"kid\":\"k\",\"typ\":\"joining+jwt\"}";

  private static KeyPair keys;

  @BeforeAll
  static void keys() throws GeneralSecurityException {
    keys = fresh();
  }

  @Test
  void aProofNamesTheAccountThatItIsFor() {
    assertEquals(Optional.of(ACCOUNT), read(proof(HEADER, TENANT, 1, keys)));
  }

  @Test
  void aProofOfAnotherTenantTimeKeyOrKindIsNone() throws GeneralSecurityException {
    assertEquals(Optional.empty(), read(proof(HEADER, ACCOUNT, 1, keys)), "tenant");
    assertEquals(Optional.empty(), read(proof(HEADER, TENANT, 0, keys)), "time");
    assertEquals(Optional.empty(), read(proof(HEADER, TENANT, 1, fresh())), "key");
    for (String header :
        new String[] {
          HEADER.replace("joining+jwt", "JWT"),
          HEADER.replace("\"k\"", "\"other\""),
          HEADER.replace("ES256", "none")
        }) {
      assertEquals(Optional.empty(), read(proof(header, TENANT, 1, keys)), header);
    }
  }

  @Test
  void whatIsNoProofIsNone() {
    var good = proof(HEADER, TENANT, 1, keys);
    for (String bad :
        new String[] {
          "", ".", "..", "a.b.c", good + "x", good.substring(1), good + ".", "e30.e30."
        }) {
      assertEquals(Optional.empty(), read(bad), bad);
    }
  }

  private static Optional<String> read(String proof) {
    var point = ((ECPublicKey) keys.getPublic()).getW();
    var jwks =
        "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"k\",\"x\":\"%s\",\"y\":\"%s\"}]}"
            .formatted(coordinate(point.getAffineX()), coordinate(point.getAffineY()));
    return Proof.account(proof, jwks, TENANT, NOW);
  }

  private static String coordinate(java.math.BigInteger number) {
    var bytes = new byte[32];
    var all = number.toByteArray();
    int length = Math.min(all.length, 32);
    System.arraycopy(all, all.length - length, bytes, 32 - length, length);
    return encoded(bytes);
  }

  private static String proof(String header, String audience, long secondsLeft, KeyPair signer) {
    var claims =
        "{\"aud\":\"%s\",\"sub\":\"%s\",\"exp\":%d}"
            .formatted(audience, ACCOUNT, NOW.getEpochSecond() + secondsLeft);
    var text = encoded(header) + "." + encoded(claims);
    try {
      var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(signer.getPrivate());
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return text + "." + encoded(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair fresh() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static String encoded(String text) {
    return encoded(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
