package com.integraci.appliance.broker;

import com.integraci.config.Authority;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;

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
    return new BrokerAddress(url, Authority.trusting(authority));
  }
}
