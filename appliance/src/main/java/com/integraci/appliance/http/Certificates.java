package com.integraci.appliance.http;

import com.integraci.config.ControlSettings;
import io.helidon.common.tls.Tls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The server's certificate, and the authority that every component's is checked against. */
public final class Certificates {

  private Certificates() {}

  /** TLS for a client that trusts the appliance's own authority and nothing else. */
  public static Tls trusting(Path authority) {
    return Tls.builder().trust(chain(authority)).enabledProtocols(List.of("TLSv1.3")).build();
  }

  static Tls tls(ControlSettings.Http settings) {
    return Tls.builder()
        .privateKey(key(settings.key()))
        .privateKeyCertChain(chain(settings.certificate()))
        .enabledProtocols(List.of("TLSv1.3", "TLSv1.2"))
        .build();
  }

  private static List<X509Certificate> chain(Path file) {
    try (var in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
          .map(X509Certificate.class::cast)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("The certificate in " + file + " can't be read.", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(file + " does not hold certificates in PEM.", e);
    }
  }

  /** The algorithm stands inside the encoding; of these three, the one that reads it is it. */
  private static PrivateKey key(Path file) {
    var encoded = new PKCS8EncodedKeySpec(pem(file));
    return Stream.of("EC", "RSA", "Ed25519")
        .flatMap(algorithm -> read(algorithm, encoded).stream())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(file + " holds no EC, RSA or Ed25519 key in PKCS 8."));
  }

  private static Optional<PrivateKey> read(String algorithm, PKCS8EncodedKeySpec encoded) {
    try {
      return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(encoded));
    } catch (GeneralSecurityException e) {
      return Optional.empty();
    }
  }

  private static byte[] pem(Path file) {
    try {
      var body = Files.readString(file).replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
      return Base64.getDecoder().decode(body);
    } catch (IOException e) {
      throw new UncheckedIOException("The key in " + file + " can't be read.", e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + " is not PEM.", e);
    }
  }
}
