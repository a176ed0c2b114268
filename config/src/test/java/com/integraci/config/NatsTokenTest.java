package com.integraci.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NatsTokenTest {
  // Made with jnats, NKey.fromPublicKey of the same 32 bytes.
  private static final byte[] BYTES =
      HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

  @Test
  void a_key_has_the_form_that_nats_reads() {
    assertEquals(
        "AAAACAQDAQCQMBYIBEFAWDANBYHRAEISCMKBKFQXDAMRUGY4DUPB776S", NatsKey.ACCOUNT.encode(BYTES));
    assertTrue(NatsKey.OPERATOR.encode(BYTES).startsWith("O"));
    assertTrue(NatsKey.USER.encode(BYTES).startsWith("U"));
  }

  @Test
  void a_key_of_another_kind_or_with_a_letter_changed_is_none() {
    String user = NatsKey.USER.encode(BYTES);
    assertTrue(NatsKey.USER.matches(user));
    assertFalse(NatsKey.ACCOUNT.matches(user));
    for (int i = 0; i < user.length(); i++) {
      char other = user.charAt(i) == 'A' ? 'B' : 'A';
      assertFalse(NatsKey.USER.matches(user.substring(0, i) + other + user.substring(i + 1)));
    }
    assertFalse(NatsKey.USER.matches(user + "A"));
    assertThrows(IllegalArgumentException.class, () -> NatsKey.USER.encode(new byte[31]));
  }

  @Test
  void what_the_broker_trusts_is_signed_by_the_operator() throws GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] encoded = pair.getPublic().getEncoded();
    byte[] open = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
    BrokerTrust trust = BrokerTrust.sign(open, BYTES, message -> signed(pair, message));
    for (String token : new String[] {trust.operatorToken(), trust.systemToken()}) {
      String[] parts = token.split("\\.", -1);
      var verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(pair.getPublic());
      verifier.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
      assertTrue(verifier.verify(Base64.getUrlDecoder().decode(parts[2])));
      JsonNode claims =
          JsonMapper.builder().build().readTree(Base64.getUrlDecoder().decode(parts[1]));
      assertEquals(NatsKey.OPERATOR.encode(open), claims.path("iss").asString());
      assertTrue(claims.path("exp").isMissingNode());
    }
    var config = new NatsConfig(4222, Path.of("/srv/nats"), Path.of("/c"), Path.of("/k"), trust);
    assertFalse(config.render().contains("@"));
    assertTrue(config.render().contains("listen: \"127.0.0.1:4222\""));
  }

  private static byte[] signed(KeyPair pair, byte[] message) {
    try {
      var signature = Signature.getInstance("Ed25519");
      signature.initSign(pair.getPrivate());
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
