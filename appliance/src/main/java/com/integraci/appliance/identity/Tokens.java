package com.integraci.appliance.identity;

import com.integraci.appliance.failure.Unauthenticated;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

/**
 * Verifies tokens of the tenants' realms (RFC 7519, RFC 9068 in what Keycloak has of it). Signed
 * with ES256 by a key of the realm that the issuer names, and the issuer is below our own address.
 */
final class Tokens {

  private static final String API = "integraci-api";
  private static final Duration SKEW = Duration.ofSeconds(10);
  private static final int LENGTH_MAX = 8192;

  private final String issuers;
  private final Keys keys;

  /**
   * What a token proves.
   *
   * @param realm whose token it is
   * @param subject who it is of
   */
  record Proof(String realm, UUID subject) {}

  Tokens(URI url, Keys keys) {
    this.issuers = url + "/auth/realms/";
    this.keys = keys;
  }

  /**
   * Verifies an access token for the API.
   *
   * @throws Unauthenticated when it does not hold
   */
  Proof access(String text) {
    try {
      var jwt = parsed(text);
      var realm = realm(jwt.getJWTClaimsSet());
      var claims = verified(jwt, realm, API);
      if (!"Bearer".equals(claims.getStringClaim("typ"))) {
        throw refused();
      }
      return new Proof(realm, subject(claims));
    } catch (ParseException e) {
      throw refused();
    }
  }

  /**
   * Verifies the id token that answers one sign-in.
   *
   * @throws Unauthenticated when it does not hold
   */
  UUID identity(String text, String realm, String nonce) {
    try {
      var jwt = parsed(text);
      if (!realm(jwt.getJWTClaimsSet()).equals(realm)) {
        throw refused();
      }
      var claims = verified(jwt, realm, SignIn.CLIENT);
      if (!nonce.equals(claims.getStringClaim("nonce"))) {
        throw refused();
      }
      return subject(claims);
    } catch (ParseException e) {
      throw refused();
    }
  }

  private static SignedJWT parsed(String text) throws ParseException {
    if (text.length() > LENGTH_MAX) {
      throw refused();
    }
    return SignedJWT.parse(text);
  }

  /** The realm that the issuer names; nothing but the choice of keys is done with it unverified. */
  private String realm(JWTClaimsSet claims) {
    var issuer = claims.getIssuer();
    if (issuer == null || !issuer.startsWith(issuers)) {
      throw refused();
    }
    var realm = issuer.substring(issuers.length());
    if (!ActiveTenants.SLUG.matcher(realm).matches() || realm.equals("master")) {
      throw refused();
    }
    return realm;
  }

  private JWTClaimsSet verified(SignedJWT jwt, String realm, String audience)
      throws ParseException {
    var header = jwt.getHeader();
    if (!JWSAlgorithm.ES256.equals(header.getAlgorithm()) || header.getKeyID() == null) {
      throw refused();
    }
    var claims = jwt.getJWTClaimsSet();
    requireTime(claims);
    if (!claims.getAudience().contains(audience)) {
      throw refused();
    }
    var key = keys.find(realm, header.getKeyID()).orElseThrow(Tokens::refused);
    try {
      if (!jwt.verify(new ECDSAVerifier(key))) {
        throw refused();
      }
    } catch (JOSEException e) {
      throw refused();
    }
    return claims;
  }

  private static void requireTime(JWTClaimsSet claims) {
    var now = Instant.now();
    Date end = claims.getExpirationTime();
    Date start = claims.getNotBeforeTime();
    boolean over = end == null || !now.isBefore(end.toInstant().plus(SKEW));
    boolean early = start != null && now.isBefore(start.toInstant().minus(SKEW));
    if (over || early) {
      throw refused();
    }
  }

  private static UUID subject(JWTClaimsSet claims) {
    try {
      return UUID.fromString(claims.getSubject());
    } catch (IllegalArgumentException | NullPointerException e) {
      throw refused();
    }
  }

  /** One sentence for all: why a token does not hold is nothing for whoever forged it. */
  static Unauthenticated refused() {
    return new Unauthenticated("The token does not hold. Fetch a new one.");
  }
}
