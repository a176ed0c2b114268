package com.integraci.installer.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The line that NATS greets every client with, by which its health is told from outside. */
final class NatsGreeting {
  private static final int BOUND_MILLIS = 2_000;
  private static final int LINE_MAX_BYTES = 8_192;
  private static final String PREFIX = "INFO ";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private NatsGreeting() {}

  /**
   * Whether NATS on a port of this machine does its work as it is meant to: with streams, with TLS,
   * and for nobody who does not prove who it is. Never throws.
   */
  static boolean ready(int port) {
    try (var socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.ofLiteral(Site.ADDRESS), port), BOUND_MILLIS);
      socket.setSoTimeout(BOUND_MILLIS);
      return good(line(socket));
    } catch (IOException e) {
      return false;
    }
  }

  private static String line(Socket socket) throws IOException {
    var in = socket.getInputStream();
    var line = new StringBuilder();
    for (int b = in.read(); b != '\n' && b >= 0 && line.length() < LINE_MAX_BYTES; b = in.read()) {
      line.append((char) b);
    }
    return line.toString();
  }

  static boolean good(String line) {
    if (!line.startsWith(PREFIX)) {
      return false;
    }
    try {
      byte[] text = line.substring(PREFIX.length()).getBytes(StandardCharsets.ISO_8859_1);
      JsonNode info = JSON.readTree(text);
      return info.path("jetstream").asBoolean(false)
          && info.path("tls_required").asBoolean(false)
          && info.path("auth_required").asBoolean(false);
    } catch (JacksonException e) {
      return false;
    }
  }
}
