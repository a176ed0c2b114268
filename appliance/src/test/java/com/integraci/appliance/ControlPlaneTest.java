package com.integraci.appliance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.config.ControlSettings;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wiring, with every component away. */
class ControlPlaneTest {

  @TempDir private Path folder;

  @Test
  void everyRouteIsReviewedAndDescribedBeforeTheFirstRequest() throws Exception {
    try (var plane = new ControlPlane(settings())) {
      assertTrue(plane.table().routes().size() > 8);
    }
  }

  private ControlSettings settings()
      throws IOException, JOSEException, GeneralSecurityException, OperatorCreationException {
    for (String role :
        List.of(
            "integraci_app",
            "integraci_front",
            "integraci_sealer",
            "integraci_workflow",
            "integraci_overview",
            "integraci_sweeper",
            "integraci_events",
            "integraci_metrics",
            "provisioner",
            "control-plane")) {
      Files.writeString(folder.resolve(role), "secret");
    }
    var key = folder.resolve("client.jwk");
    Files.writeString(key, new ECKeyGenerator(Curve.P_256).keyID("k1").generate().toJSONString());
    var authority = authority();
    return new ControlSettings(
        URI.create("https://localhost:1"),
        authority,
        new ControlSettings.Http("127.0.0.1", 1, authority, authority),
        new ControlSettings.Database("127.0.0.1", 1, "integraci", authority, folder, 2),
        new ControlSettings.Keycloak(URI.create("https://localhost:1/auth"), key),
        new ControlSettings.OpenBao(URI.create("https://localhost:1"), folder),
        new ControlSettings.Nats(URI.create("tls://127.0.0.1:1")),
        new ControlSettings.Signup(true),
        folder);
  }

  private Path authority() throws IOException, GeneralSecurityException, OperatorCreationException {
    var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    var name = new X500Name("CN=authority");
    var now = Instant.now();
    var certificate =
        new JcaX509v3CertificateBuilder(
                name,
                BigInteger.ONE,
                Date.from(now),
                Date.from(now.plusSeconds(600)),
                name,
                pair.getPublic())
            .build(new JcaContentSignerBuilder("Ed25519").build(pair.getPrivate()));
    var file = folder.resolve("ca.pem");
    var base64 = Base64.getMimeEncoder().encodeToString(certificate.getEncoded());
    Files.writeString(
        file, "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n");
    return file;
  }
}
