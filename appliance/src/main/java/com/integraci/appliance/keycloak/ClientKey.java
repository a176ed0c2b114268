package com.integraci.appliance.keycloak;

import com.integraci.appliance.database.TenantId;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/**
 * The ES256 key with which the control plane proves to Keycloak that it is one of its clients
 * (private_key_jwt, RFC 7523). There is no client secret.
 */
public final class ClientKey {

  /** Keycloak takes an assertion once and for a minute at most. */
  private static final Duration LIFE = Duration.ofSeconds(30);

  /** Whoever accepts an invitation signs in at the provider in this time. */
  private static final Duration JOINING = Duration.ofMinutes(10);

  private final ECKey key;
  private final JWSSigner signer;

  private ClientKey(ECKey key, JWSSigner signer) {
    this.key = key;
    this.signer = signer;
  }

  /**
   * Reads the private key.
   *
   * @param file a JWK (RFC 7517) of curve P-256 with a {@code kid}
   * @throws IllegalArgumentException when it is not one
   */
  public static ClientKey read(Path file) {
    try {
      var key = ECKey.parse(Files.readString(file));
      return new ClientKey(key, new ECDSASigner(key));
    } catch (ParseException | JOSEException e) {
      throw new IllegalArgumentException(file + " does not hold a private JWK of P-256.", e);
    } catch (IOException e) {
      throw new UncheckedIOException("The key in " + file + " can't be read.", e);
    }
  }

  /** The public half as a JWK set, as a client of Keycloak keeps it. */
  public String publicJwks() {
    return new JWKSet(key.toPublicJWK()).toString();
  }

  /**
   * A new assertion, good for 30 s and one use.
   *
   * @param clientId the client that the control plane speaks as
   * @param issuer the realm's issuer, the assertion's only audience
   */
  public String assertion(String clientId, String issuer) {
    var now = Instant.now();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(clientId)
            .subject(clientId)
            .audience(issuer)
            .jwtID(UUID.randomUUID().toString())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(LIFE)))
            .build();
    return signed(new JWSHeader.Builder(JWSAlgorithm.ES256), claims);
  }

  /**
   * A proof for {@code installer/keycloak-joining} that an account of a tenant's realm belongs to
   * whoever brings it.
   */
  String joining(TenantId tenant, UUID account) {
    var claims =
        new JWTClaimsSet.Builder()
            .audience(tenant.toString())
            .subject(account.toString())
            .expirationTime(Date.from(Instant.now().plus(JOINING)))
            .build();
    var type = new JOSEObjectType("joining+jwt");
    return signed(new JWSHeader.Builder(JWSAlgorithm.ES256).type(type), claims);
  }

  private String signed(JWSHeader.Builder header, JWTClaimsSet claims) {
    var jwt = new SignedJWT(header.keyID(key.getKeyID()).build(), claims);
    try {
      jwt.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException("the control plane's client key can't sign", e);
    }
    return jwt.serialize();
  }
}
