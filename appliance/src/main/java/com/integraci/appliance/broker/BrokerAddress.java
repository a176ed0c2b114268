package com.integraci.appliance.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Where the broker is, and whom its certificate must be from.
 *
 * @param url {@code tls://address:port}
 * @param trust trusts the appliance's authority and no other
 */
record BrokerAddress(URI url, SSLContext trust) {

  private static final int BOUND_MILLIS = 2_000;
  private static final String GREETING = "INFO ";

  /** Waits for the line that the server greets everybody with. */
  void expectGreeting() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), BOUND_MILLIS);
      socket.setSoTimeout(BOUND_MILLIS);
      byte[] greeting = socket.getInputStream().readNBytes(GREETING.length());
      if (!GREETING.equals(new String(greeting, StandardCharsets.US_ASCII))) {
        throw new IOException("another server answers at " + url);
      }
    } catch (IOException e) {
      throw Link.away(e);
    }
  }

  static BrokerAddress of(URI url, Path authority) {
    try (InputStream in = Files.newInputStream(authority)) {
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
      return new BrokerAddress(url, context);
    } catch (IOException e) {
      throw new UncheckedIOException("The authority in " + authority + " can't be read.", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The authority in " + authority + " can't be used.", e);
    }
  }
}
