package com.integraci.appliance.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.integraci.appliance.failure.Unauthenticated;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which tokens hold, with keys that a realm publishes. */
class TokensTest {

  private static final URI URL = URI.create("https://localhost:8443");
  private static final UUID MEMBER = UUID.fromString("01900000-0000-7000-8000-000000000001");

  private final AtomicInteger fetches = new AtomicInteger();
  private Duration passed = Duration.ZERO;
  private JWKSet published;
  private ECKey key;
  private Tokens tokens;

  @BeforeEach
  void publish() throws JOSEException {
    key = new ECKeyGenerator(Curve.P_256).keyUse(KeyUse.SIGNATURE).keyID("k1").generate();
    published = new JWKSet(key.toPublicJWK());
    tokens =
        new Tokens(
            URL,
            new Keys(
                path -> {
                  fetches.incrementAndGet();
                  boolean known = path.contains("/realms/one/");
                  var answer = known ? published.toString() : "";
                  return new Upstream.Answer(
                      known ? 200 : 404, answer.getBytes(StandardCharsets.UTF_8));
                },
                () -> passed.toNanos()),
            () -> Instant.now().plus(passed));
  }

  @Test
  void aTokenOfTheRealmProvesItsSubject() throws JOSEException {
    var proof = tokens.access(signed(access().build(), key));
    assertEquals(new Tokens.Proof("one", MEMBER), proof);
  }

  @Test
  void theKeysAreFetchedOnce() throws JOSEException {
    tokens.access(signed(access().build(), key));
    tokens.access(signed(access().build(), key));
    assertEquals(1, fetches.get());
  }

  @Test
  void aTokenThatHeldEndsWithItsTime() throws JOSEException {
    var token = signed(access().build(), key);
    tokens.access(token);
    passed = Duration.ofMinutes(6);
    refuse(token);
  }

  @Test
  void aTokenThatHeldEndsWithItsKey() throws JOSEException {
    var end = Date.from(Instant.now().plus(Duration.ofHours(1)));
    var token = signed(access().expirationTime(end).build(), key);
    tokens.access(token);
    published = new JWKSet();
    passed = Duration.ofMinutes(9);
    tokens.access(token);
    passed = Duration.ofMinutes(11);
    refuse(token);
  }

  @Test
  void aTokenThatHeldLendsNothingToAnotherOfTheSameKey() throws JOSEException {
    var token = signed(access().build(), key);
    tokens.access(token);
    refuse(token.substring(0, token.length() - 4) + "AAAA");
  }

  @Test
  void aForgedKeyIsRefusedWithoutAskingKeycloakAgain() throws JOSEException {
    var forged = new ECKeyGenerator(Curve.P_256).keyID("k1").generate();
    var unknown = new ECKeyGenerator(Curve.P_256).keyID("k2").generate();
    refuse(signed(access().build(), forged));
    refuse(signed(access().build(), unknown));
    refuse(signed(access().build(), unknown));
    assertEquals(1, fetches.get());
  }

  @Test
  void anotherAudienceIsRefused() throws JOSEException {
    refuse(signed(access().audience("console").build(), key));
  }

  @Test
  void anIdTokenIsNoAccessToken() throws JOSEException {
    refuse(signed(access().claim("typ", "ID").build(), key));
  }

  @Test
  void anotherIssuerIsRefused() throws JOSEException {
    refuse(signed(access().issuer("https://elsewhere/auth/realms/one").build(), key));
    refuse(signed(access().issuer(URL + "/auth/realms/master").build(), key));
    refuse(signed(access().issuer(URL + "/auth/realms/one/../two").build(), key));
    refuse(signed(access().issuer(URL + "/auth/realms/two").build(), key));
    refuse(signed(access().issuer(null).build(), key));
  }

  @Test
  void aTokenOutOfItsTimeIsRefused() throws JOSEException {
    var past = Date.from(Instant.now().minus(Duration.ofMinutes(1)));
    var future = Date.from(Instant.now().plus(Duration.ofMinutes(1)));
    refuse(signed(access().expirationTime(past).build(), key));
    refuse(signed(access().expirationTime(null).build(), key));
    refuse(signed(access().notBeforeTime(future).build(), key));
  }

  @Test
  void anotherAlgorithmIsRefused() throws JOSEException {
    refuse(new PlainJWT(access().build()).serialize());
    var header = new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("k1").build();
    var bytes = key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
    refuse(signed(header, access().build(), new MACSigner(bytes)));
  }

  @Test
  void whatIsNoTokenIsRefused() throws JOSEException {
    refuse("");
    refuse("a.b.c");
    refuse("x".repeat(10_000));
    refuse(signed(access().subject("nobody").build(), key));
    refuse(signed(access().subject(null).build(), key));
  }

  @Test
  void anIdTokenAnswersItsOwnSignInOnly() throws JOSEException {
    var claims = access().audience("console").claim("typ", "ID").claim("nonce", "n1").build();
    assertEquals(MEMBER, tokens.identity(signed(claims, key), "one", "n1"));
    var token = signed(claims, key);
    assertThrows(Unauthenticated.class, () -> tokens.identity(token, "one", "n2"));
    assertThrows(Unauthenticated.class, () -> tokens.identity(token, "two", "n1"));
  }

  private void refuse(String token) {
    assertThrows(Unauthenticated.class, () -> tokens.access(token));
  }

  private static JWTClaimsSet.Builder access() {
    return new JWTClaimsSet.Builder()
        .issuer(URL + "/auth/realms/one")
        .subject(MEMBER.toString())
        .audience("integraci-api")
        .claim("typ", "Bearer")
        .expirationTime(Date.from(Instant.now().plus(Duration.ofMinutes(5))));
  }

  private static String signed(JWTClaimsSet claims, ECKey key) throws JOSEException {
    var header =
        new JWSHeader.Builder(JWSAlgorithm.ES256)
            .type(JOSEObjectType.JWT)
            .keyID(key.getKeyID())
            .build();
    return signed(header, claims, new ECDSASigner(key));
  }

  private static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer)
      throws JOSEException {
    var jwt = new SignedJWT(header, claims);
    jwt.sign(signer);
    return jwt.serialize();
  }
}
