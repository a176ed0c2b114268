package com.integraci.appliance.keycloak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.database.TenantId;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientKeyTest {

  @TempDir private Path folder;

  private ECKey pair;
  private ClientKey key;

  @BeforeEach
  void make() throws JOSEException, IOException {
    pair = new ECKeyGenerator(Curve.P_256).keyID("k").generate();
    var file = Files.writeString(folder.resolve("key.json"), pair.toJSONString());
    key = ClientKey.read(file);
  }

  @Test
  void aProofIsForOneAccountOfOneTenantForTenMinutes() throws ParseException, JOSEException {
    var tenant = TenantId.fresh();
    var account = UUID.randomUUID();
    var proof = SignedJWT.parse(key.joining(tenant, account));
    assertTrue(proof.verify(new ECDSAVerifier(pair.toPublicJWK())));
    assertEquals("joining+jwt", proof.getHeader().getType().getType());
    var claims = proof.getJWTClaimsSet();
    assertEquals(List.of(tenant.toString()), claims.getAudience());
    assertEquals(account.toString(), claims.getSubject());
    var left = Duration.between(Instant.now(), claims.getExpirationTime().toInstant());
    assertFalse(left.compareTo(Duration.ofMinutes(10)) > 0, "it is good for " + left);
    assertTrue(left.compareTo(Duration.ofMinutes(9)) > 0, "it is good for " + left);
  }

  @Test
  void anAssertionIsNoProof() throws ParseException {
    var assertion = SignedJWT.parse(key.assertion("console", "https://appliance.example"));
    assertEquals(null, assertion.getHeader().getType());
    var end = assertion.getJWTClaimsSet().getExpirationTime().toInstant();
    assertFalse(Duration.between(Instant.now(), end).compareTo(Duration.ofSeconds(30)) > 0);
  }

  @Test
  void thePublicHalfHasNothingOfThePrivateOne() {
    assertFalse(key.publicJwks().contains("\"d\""));
  }
}
