package com.integraci.keycloak.joining;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.util.JsonSerialization;

/**
 * What the control plane signs for one account (a JWS in compact form, RFC 7515, ES256): its type
 * and audience are used for nothing else, so that no other token of the control plane passes here
 * and this one passes nowhere else.
 */
final class Proof {

  static final String TYPE = "joining+jwt";

  private static final int LENGTH_MAX = 1500;
  private static final String ALGORITHM = "ES256";

  private Proof() {}

  /**
   * The account that it is for; empty when it does not hold.
   *
   * @param jwks the control plane's public key, as the realm's client {@code console} has it
   * @param audience the tenant's id
   */
  static Optional<String> account(String proof, String jwks, String audience, Instant now) {
    var parts = proof.split("\\.", -1);
    if (parts.length != 3 || proof.length() > LENGTH_MAX) {
      return Optional.empty();
    }
    try {
      var header = JsonSerialization.readValue(decoded(parts[0]), Map.class);
      var claims = JsonSerialization.readValue(decoded(parts[1]), Map.class);
      boolean holds =
          TYPE.equals(header.get("typ"))
              && ALGORITHM.equals(header.get("alg"))
              && signed(parts, key(jwks, String.valueOf(header.get("kid"))))
              && audience.equals(claims.get("aud"))
              && claims.get("exp") instanceof Number end
              && now.getEpochSecond() < end.longValue();
      return holds ? Optional.of(String.valueOf(claims.get("sub"))) : Optional.empty();
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static boolean signed(String[] parts, Optional<PublicKey> key)
      throws GeneralSecurityException {
    if (key.isEmpty()) {
      return false;
    }
    var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initVerify(key.orElseThrow());
    signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    return signature.verify(decoded(parts[2]));
  }

  private static Optional<PublicKey> key(String jwks, String id)
      throws IOException, GeneralSecurityException {
    var set = JsonSerialization.readValue(jwks, Map.class);
    if (set.get("keys") instanceof List<?> keys) {
      for (Object each : keys) {
        if (each instanceof Map<?, ?> key
            && id.equals(key.get("kid"))
            && "P-256".equals(key.get("crv"))) {
          return Optional.of(key(number(key.get("x")), number(key.get("y"))));
        }
      }
    }
    return Optional.empty();
  }

  private static PublicKey key(BigInteger x, BigInteger y) throws GeneralSecurityException {
    var curve = AlgorithmParameters.getInstance("EC");
    curve.init(new ECGenParameterSpec("secp256r1"));
    var parameters = curve.getParameterSpec(ECParameterSpec.class);
    return KeyFactory.getInstance("EC")
        .generatePublic(new ECPublicKeySpec(new ECPoint(x, y), parameters));
  }

  private static BigInteger number(Object coordinate) {
    return new BigInteger(1, decoded(String.valueOf(coordinate)));
  }

  private static byte[] decoded(String part) {
    return Base64.getUrlDecoder().decode(part);
  }
}
