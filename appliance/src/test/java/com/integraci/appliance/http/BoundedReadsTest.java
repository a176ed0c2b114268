package com.integraci.appliance.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedReadsTest {

  private static final int PATIENCE_MILLIS = 60_000;

  private static WebServer server;

  @BeforeAll
  static void start() {
    server =
        WebServer.builder()
            .host("127.0.0.1")
            .connectionOptions(new BoundedReads(Duration.ofMillis(200)))
            .routing(routes -> routes.post("/", (req, res) -> res.send(Body.read(req, 100))))
            .build()
            .start();
  }

  @AfterAll
  static void stop() {
    server.stop();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "POST / HT",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Le",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhal",
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhal\r\n"
      })
  void a_request_that_stops_half_way_is_cut_off(String half) throws IOException {
    assertEquals("", said(half));
  }

  @Test
  void a_whole_one_is_answered_and_the_connection_ends_when_no_other_comes() throws IOException {
    var said = said("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nwhole");
    assertTrue(said.startsWith("HTTP/1.1 200 OK"), said);
    assertTrue(said.endsWith("whole"), said);
  }

  /** All that is said until the connection ends. */
  private static String said(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }
}
