package com.integraci.appliance.http;

import com.integraci.config.ControlSettings;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate that vouches for itself, for 127.0.0.1. */
public record TestCertificate(Path certificate, Path key) {

  public static TestCertificate in(Path folder)
      throws GeneralSecurityException, IOException, OperatorCreationException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    var pair = generator.generateKeyPair();
    var name = new X500Name("CN=test");
    var now = Instant.now();
    var builder =
        new JcaX509v3CertificateBuilder(
            name,
            BigInteger.ONE,
            Date.from(now.minus(Duration.ofHours(1))),
            Date.from(now.plus(Duration.ofHours(1))),
            name,
            pair.getPublic());
    builder.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(
            new GeneralName[] {
              new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
              // The client asks for the name that the address resolves to.
              new GeneralName(GeneralName.dNSName, "localhost")
            }));
    var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
    var certificate = folder.resolve("certificate.pem");
    var key = folder.resolve("key.pem");
    Files.writeString(certificate, pem("CERTIFICATE", builder.build(signer).getEncoded()));
    Files.writeString(key, pem("PRIVATE KEY", pair.getPrivate().getEncoded()));
    return new TestCertificate(certificate, key);
  }

  ControlSettings.Http settings() {
    return new ControlSettings.Http("127.0.0.1", 0, certificate, key);
  }

  /** For a server that has it. */
  public SSLContext context() {
    return Certificates.tls(settings()).sslContext();
  }

  private static String pem(String label, byte[] bytes) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, Base64.getMimeEncoder().encodeToString(bytes), label);
  }
}
