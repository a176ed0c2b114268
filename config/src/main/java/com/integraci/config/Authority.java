package com.integraci.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Certificate authorities, as a client checks a server's certificate against them. */
public final class Authority {

  private Authority() {}

  /**
   * A context that trusts the appliance's authority and no other.
   *
   * @param file one or more certificates in PEM
   * @throws UncheckedIOException when it can't be read
   * @throws IllegalStateException when it holds no certificate that can be used
   */
  public static SSLContext trusting(Path file) {
    try {
      return context(read(List.of(file)));
    } catch (IOException e) {
      throw new UncheckedIOException("The authority in " + file + " can't be read.", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The authority in " + file + " can't be used.", e);
    }
  }

  /**
   * A context for servers that are not the appliance's: it trusts the system's authorities and
   * these.
   *
   * @param files authorities in PEM
   * @throws UncheckedIOException when one can't be read
   * @throws IllegalStateException when one holds no certificate that can be used
   */
  public static SSLContext besideSystems(List<Path> files) {
    try {
      var trusted = new ArrayList<Certificate>(systems());
      trusted.addAll(read(files));
      return context(trusted);
    } catch (IOException e) {
      throw new UncheckedIOException("An authority of " + files + " can't be read.", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("An authority of " + files + " can't be used.", e);
    }
  }

  private static List<Certificate> read(List<Path> files)
      throws IOException, GeneralSecurityException {
    var found = new ArrayList<Certificate>();
    for (Path file : files) {
      try (InputStream in = Files.newInputStream(file)) {
        found.addAll(CertificateFactory.getInstance("X.509").generateCertificates(in));
      }
    }
    return found;
  }

  private static List<X509Certificate> systems() throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    for (var manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager trust) {
        return List.of(trust.getAcceptedIssuers());
      }
    }
    return List.of();
  }

  private static SSLContext context(List<? extends Certificate> trusted)
      throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int count = 0;
    for (var each : trusted) {
      store.setCertificateEntry("authority" + count++, each);
    }
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    var context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }
}
