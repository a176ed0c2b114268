package com.integraci.appliance.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Whom receivers' certificates may come from: the system's authorities and the operator's. */
public final class ReceiverTrust {

  private ReceiverTrust() {}

  /**
   * A context that trusts these.
   *
   * @param files authorities in PEM, beside the system's
   * @throws UncheckedIOException when one can't be read
   */
  public static SSLContext with(List<Path> files) {
    try {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int count = 0;
      for (var each : system()) {
        store.setCertificateEntry("system" + count++, each);
      }
      for (Path file : files) {
        try (var in = Files.newInputStream(file)) {
          for (var each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
            store.setCertificateEntry("operator" + count++, each);
          }
        }
      }
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (IOException e) {
      throw new UncheckedIOException("An authority of webhooks' receivers can't be read.", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("An authority of webhooks' receivers can't be used.", e);
    }
  }

  private static List<java.security.cert.X509Certificate> system() throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    for (var manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager trust) {
        return List.of(trust.getAcceptedIssuers());
      }
    }
    return List.of();
  }
}
