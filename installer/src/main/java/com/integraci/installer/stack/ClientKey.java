package com.integraci.installer.stack;

import com.integraci.installer.folder.Durable;
import com.integraci.installer.folder.Owner;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The control plane's key as a client of Keycloak: ES256 as a private JWK (RFC 7517), in a file
 * that only the control plane's user reads. The installer makes it, and uses it once to prove that
 * Keycloak takes it.
 */
final class ClientKey {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String CURVE = "secp256r1";
  private static final int FIELD_BYTES = 32;
  private static final long LIFE_SECONDS = 60;

  private final JsonNode jwk;

  private ClientKey(JsonNode jwk) {
    this.jwk = jwk;
  }

  /** The key in a file; made, durably, when there is none. */
  static ClientKey ensure(Path file, Owner owner) throws IOException {
    if (!Files.exists(file)) {
      Durable.write(file, JSON.writeValueAsBytes(generate()), "r--------", owner);
    }
    return new ClientKey(JSON.readTree(Files.readAllBytes(file)));
  }

  /** The public half as a JWK set, which Keycloak keeps with the client. */
  String publicSet() {
    ObjectNode open = ((ObjectNode) jwk).deepCopy();
    open.remove("d");
    ObjectNode set = JSON.createObjectNode();
    set.putArray("keys").add(open);
    return set.toString();
  }

  /** An assertion of a client for an issuer, good for a minute (RFC 7523). */
  String assertion(String client, String issuer) throws IOException {
    ObjectNode header = JSON.createObjectNode();
    header.put("alg", "ES256").put("kid", jwk.path("kid").asString());
    long now = Instant.now().getEpochSecond();
    ObjectNode claims = JSON.createObjectNode();
    claims.put("iss", client).put("sub", client).put("aud", issuer);
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("iat", now).put("exp", now + LIFE_SECONDS);
    String signed = encode(bytes(header)) + "." + encode(bytes(claims));
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(privateKey());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + encode(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IOException("the control plane's client key can't sign", e);
    }
  }

  private PrivateKey privateKey() throws GeneralSecurityException {
    var parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec(CURVE));
    var scalar = new BigInteger(1, Base64.getUrlDecoder().decode(jwk.path("d").asString()));
    var curve = parameters.getParameterSpec(ECParameterSpec.class);
    return KeyFactory.getInstance("EC").generatePrivate(new ECPrivateKeySpec(scalar, curve));
  }

  private static ObjectNode generate() throws IOException {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(CURVE));
      KeyPair pair = generator.generateKeyPair();
      if (pair.getPublic() instanceof ECPublicKey open
          && pair.getPrivate() instanceof ECPrivateKey secret) {
        String x = encode(fixed(open.getW().getAffineX()));
        String y = encode(fixed(open.getW().getAffineY()));
        // The key's id is its thumbprint (RFC 7638): the members in this very order.
        String thumbprint =
            "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}".formatted(x, y);
        byte[] id =
            MessageDigest.getInstance("SHA-256")
                .digest(thumbprint.getBytes(StandardCharsets.US_ASCII));
        ObjectNode jwk = JSON.createObjectNode();
        jwk.put("kty", "EC").put("crv", "P-256").put("x", x).put("y", y);
        jwk.put("d", encode(fixed(secret.getS())));
        jwk.put("alg", "ES256").put("use", "sig").put("kid", encode(id));
        return jwk;
      }
      throw new GeneralSecurityException("an EC pair that is not one");
    } catch (GeneralSecurityException e) {
      throw new IOException("this Java runtime has no EC keys", e);
    }
  }

  private static byte[] fixed(BigInteger number) {
    byte[] raw = number.toByteArray();
    byte[] fixed = new byte[FIELD_BYTES];
    int length = Math.min(raw.length, FIELD_BYTES);
    System.arraycopy(raw, raw.length - length, fixed, FIELD_BYTES - length, length);
    return fixed;
  }

  private static byte[] bytes(ObjectNode node) {
    return JSON.writeValueAsBytes(node);
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
