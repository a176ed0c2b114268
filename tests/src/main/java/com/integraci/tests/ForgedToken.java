package com.integraci.tests;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;

/**
 * Tokens that say what a real one says, or more, without Keycloak having signed them.
 *
 * @param header the real token's
 * @param claims what they say
 */
public record ForgedToken(JWSHeader header, JWTClaimsSet claims) {

  /** Forges what a real token says. */
  public static ForgedToken like(String token) {
    try {
      var real = SignedJWT.parse(token);
      return new ForgedToken(real.getHeader(), real.getJWTClaimsSet());
    } catch (ParseException e) {
      throw new IllegalArgumentException("not a token", e);
    }
  }

  /** The same with one claim changed. */
  public ForgedToken with(String claim, Object value) {
    return new ForgedToken(header, new JWTClaimsSet.Builder(claims).claim(claim, value).build());
  }

  /** One of each kind; none may be taken. */
  public List<String> all(ECKey realmsKey) {
    return List.of(unsigned(), byOtherKey(), withKeyInside(), byPublicKey(realmsKey));
  }

  /** Signed by nobody. */
  public String unsigned() {
    return new PlainJWT(claims).serialize();
  }

  /** Signed by a key that is not the realm's, under the id of the realm's. */
  public String byOtherKey() {
    return signed(header, key());
  }

  /** The same, and the key's public half comes along. */
  public String withKeyInside() {
    var key = key();
    var own = new JWSHeader.Builder(header).jwk(key.toPublicJWK()).build();
    return signed(own, key);
  }

  /** As if the realm's public key were a secret that both know. */
  public String byPublicKey(ECKey realmsKey) {
    var own = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(header.getKeyID()).build();
    try {
      var secret = realmsKey.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
      return serialized(own, new MACSigner(secret));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private String signed(JWSHeader own, ECKey key) {
    try {
      return serialized(own, new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private String serialized(JWSHeader own, JWSSigner signer) throws JOSEException {
    var jwt = new SignedJWT(own, claims);
    jwt.sign(signer);
    return jwt.serialize();
  }

  private static ECKey key() {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID("forged").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
