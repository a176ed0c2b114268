package com.integraci.appliance.identity;

import com.integraci.appliance.failure.Unauthenticated;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Verifies tokens of the tenants' realms (RFC 7519, RFC 9068 in what Keycloak has of it). Signed
 * with ES256 by a key of the realm that the issuer names, and the issuer is below our own address.
 */
final class Tokens {

  private static final String API = "integraci-api";
  private static final Duration SKEW = Duration.ofSeconds(10);
  private static final int LENGTH_MAX = 8192;
  private static final int KEPT_MAX = 10_000;

  private final String issuers;
  private final Keys keys;
  private final InstantSource clock;

  /** Access tokens that held, by their hash: a signature is checked once for each token. */
  private final Bounded<Kept> kept = new Bounded<>(KEPT_MAX);

  /**
   * What a token proves.
   *
   * @param realm whose token it is
   * @param subject who it is of
   */
  record Proof(String realm, UUID subject) {}

  private record Kept(Proof proof, ECKey key, JWTClaimsSet claims) {}

  Tokens(URI url, Keys keys, InstantSource clock) {
    this.issuers = url + "/auth/realms/";
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Verifies an access token for the API.
   *
   * @throws Unauthenticated when it does not hold
   */
  Proof access(String text) {
    var hash = hash(text);
    return kept.find(hash)
        .filter(this::stillHolds)
        .map(Kept::proof)
        .orElseGet(() -> access(text, hash));
  }

  private Proof access(String text, String hash) {
    try {
      var jwt = parsed(text);
      var realm = realm(jwt.getJWTClaimsSet());
      var key = key(jwt, realm);
      var claims = verified(jwt, key, API);
      if (!"Bearer".equals(claims.getStringClaim("typ"))) {
        throw refused();
      }
      var proof = new Proof(realm, subject(claims));
      kept.put(hash, new Kept(proof, key, claims));
      return proof;
    } catch (ParseException e) {
      throw refused();
    }
  }

  /** Its time isn't over, and the realm still has the key: all that changes about a token. */
  private boolean stillHolds(Kept token) {
    requireTime(token.claims());
    var key = keys.find(token.proof().realm(), token.key().getKeyID());
    return key.filter(token.key()::equals).isPresent();
  }

  private static String hash(String text) {
    if (text.length() > LENGTH_MAX) {
      throw refused();
    }
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
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
      var claims = verified(jwt, key(jwt, realm), SignIn.CLIENT);
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

  private ECKey key(SignedJWT jwt, String realm) {
    var header = jwt.getHeader();
    if (!JWSAlgorithm.ES256.equals(header.getAlgorithm()) || header.getKeyID() == null) {
      throw refused();
    }
    return keys.find(realm, header.getKeyID()).orElseThrow(Tokens::refused);
  }

  private JWTClaimsSet verified(SignedJWT jwt, ECKey key, String audience) throws ParseException {
    var claims = jwt.getJWTClaimsSet();
    requireTime(claims);
    if (!claims.getAudience().contains(audience)) {
      throw refused();
    }
    try {
      if (!jwt.verify(new ECDSAVerifier(key))) {
        throw refused();
      }
    } catch (JOSEException e) {
      throw refused();
    }
    return claims;
  }

  private void requireTime(JWTClaimsSet claims) {
    var now = clock.instant();
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
