package com.integraci.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A statement that NATS believes when the right key signed it: a JWT (RFC 7519) with algorithm
 * {@code ed25519-nkey}, which is Ed25519 over the ASCII text. Whoever holds the key signs; no
 * private key passes through here.
 *
 * @param issuer the signing key, an NKey
 * @param subject the key it is about, an NKey
 * @param name for people
 * @param issued when, in whole seconds; the broker keeps the newer of two
 * @param expires when it ends, or {@link Instant#MAX} when it does not
 * @param nats the claim {@code nats}
 */
public record NatsToken(
    String issuer,
    String subject,
    String name,
    Instant issued,
    Instant expires,
    Map<String, ?> nats) {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final String HEADER = encode("{\"typ\":\"JWT\",\"alg\":\"ed25519-nkey\"}");

  public NatsToken {
    nats = new LinkedHashMap<>(nats);
  }

  /** The token, signed by a holder of the issuer's key: message to 64 bytes of signature. */
  public String sign(UnaryOperator<byte[]> signer) {
    String message = HEADER + "." + encode(payload());
    byte[] signature = signer.apply(message.getBytes(StandardCharsets.US_ASCII));
    return message + "." + BASE64.encodeToString(signature);
  }

  private String payload() {
    var claims = new LinkedHashMap<String, Object>();
    if (expires.isBefore(Instant.MAX)) {
      claims.put("exp", expires.getEpochSecond());
    }
    claims.put("iat", issued.getEpochSecond());
    claims.put("iss", issuer);
    claims.put("name", name);
    claims.put("sub", subject);
    claims.put("nats", nats);
    claims.put("jti", NatsKey.base32(hash(JSON.writeValueAsBytes(claims))));
    return JSON.writeValueAsString(claims);
  }

  private static byte[] hash(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-512/256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-512/256", e);
    }
  }

  private static String encode(String text) {
    return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
