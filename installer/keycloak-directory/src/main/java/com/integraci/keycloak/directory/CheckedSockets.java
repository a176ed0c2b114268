package com.integraci.keycloak.directory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * Sockets whose handshake fails unless the certificate names the host that was asked for (RFC 4513,
 * 3.1.3), by the JDK's own check: the SDK's takes some addresses for names that lead there.
 */
final class CheckedSockets extends SSLSocketFactory {

  private static final String RULES = "LDAPS";

  private final SSLSocketFactory sockets;

  CheckedSockets(SSLContext trusted) {
    this.sockets = trusted.getSocketFactory();
  }

  private static Socket checked(Socket socket) {
    if (!(socket instanceof SSLSocket checked)) {
      throw new IllegalStateException("no TLS");
    }
    var parameters = checked.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm(RULES);
    checked.setSSLParameters(parameters);
    return checked;
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return sockets.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return sockets.getSupportedCipherSuites();
  }

  @Override
  public Socket createSocket() throws IOException {
    return checked(sockets.createSocket());
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean closes)
      throws IOException {
    return checked(sockets.createSocket(socket, host, port, closes));
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return checked(sockets.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return checked(sockets.createSocket(host, port, from, fromPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return checked(sockets.createSocket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return checked(sockets.createSocket(host, port, from, fromPort));
  }
}
