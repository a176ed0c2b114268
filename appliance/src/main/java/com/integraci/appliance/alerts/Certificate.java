package com.integraci.appliance.alerts;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * The certificate that a component shows.
 *
 * @param component its name
 * @param greeting what comes before TLS there
 * @param trusted whom its certificate has to come from
 */
record Certificate(String component, String host, int port, Greeting greeting, SSLContext trusted) {

  private static final int MILLIS_MAX = (int) Duration.ofSeconds(3).toMillis();
  private static final int LINE_MAX = 64 * 1024;

  /** PostgreSQL's SSLRequest: length and code (the protocol's chapter on message formats). */
  private static final byte[] SSL_REQUEST =
      ByteBuffer.allocate(8).putInt(8).putInt(80_877_103).array();

  /** How a conversation begins before it is encrypted. */
  enum Greeting {
    NONE,
    POSTGRESQL,
    NATS
  }

  /**
   * When it ends.
   *
   * @throws IOException when there is no answer, or it is not to be trusted
   */
  Instant ends() throws IOException {
    try (var plain = new Socket()) {
      plain.connect(new InetSocketAddress(host, port), MILLIS_MAX);
      plain.setSoTimeout(MILLIS_MAX);
      greet(plain);
      try (var secure =
          (SSLSocket) trusted.getSocketFactory().createSocket(plain, host, port, false)) {
        secure.startHandshake();
        var shown = (X509Certificate) secure.getSession().getPeerCertificates()[0];
        return shown.getNotAfter().toInstant();
      }
    }
  }

  private void greet(Socket plain) throws IOException {
    InputStream in = plain.getInputStream();
    switch (greeting) {
      case NONE -> {}
      case POSTGRESQL -> {
        plain.getOutputStream().write(SSL_REQUEST);
        if (in.read() != 'S') {
          throw new IOException("no TLS");
        }
      }
      case NATS -> {
        // One line, read byte by byte: what follows it is TLS.
        for (int read = 0, next = in.read(); next != '\n'; next = in.read()) {
          if (next < 0 || ++read > LINE_MAX) {
            throw new IOException("no greeting");
          }
        }
      }
    }
  }
}
