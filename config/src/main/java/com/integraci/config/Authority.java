package com.integraci.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The appliance's certificate authority, as a client of its components checks against it. */
public final class Authority {

  private Authority() {}

  /**
   * A context that trusts this authority and no other.
   *
   * @param file one or more certificates in PEM
   * @throws UncheckedIOException when it can't be read
   * @throws IllegalStateException when it holds no certificate that can be used
   */
  public static SSLContext trusting(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int count = 0;
      for (var each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority" + count++, each);
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException e) {
      throw new UncheckedIOException("The authority in " + file + " can't be read.", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The authority in " + file + " can't be used.", e);
    }
  }
}
