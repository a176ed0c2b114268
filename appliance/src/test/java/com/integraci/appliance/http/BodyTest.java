package com.integraci.appliance.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.helidon.webclient.api.HttpClientResponse;
import io.helidon.webclient.api.WebClient;
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

class BodyTest {

  private static final Duration TIME = Duration.ofMillis(500);
  private static final int PATIENCE_MILLIS = 60_000;
  private static final int MAX = 5;

  private static WebServer server;

  @BeforeAll
  static void start() {
    server =
        WebServer.builder()
            .host("127.0.0.1")
            .shutdownHook(false)
            .routing(routes -> routes.post("/", (req, res) -> res.send(Body.read(req, MAX, TIME))))
            .build()
            .start();
  }

  @AfterAll
  static void stop() {
    server.stop();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Content-Length: 5\r\n\r\nhal", "Transfer-Encoding: chunked\r\n\r\n3\r\nhal\r\n"})
  void a_body_that_stops_half_way_ends_the_connection(String half) throws IOException {
    assertEquals("", said(half));
  }

  @Test
  void a_whole_one_is_read_and_a_larger_one_refused() {
    try (var whole = sent("whole")) {
      assertEquals(200, whole.status().code());
      assertEquals("whole", whole.as(String.class));
    }
    try (var larger = sent("larger")) {
      assertEquals(413, larger.status().code());
    }
  }

  private static HttpClientResponse sent(String body) {
    return WebClient.create().post("http://localhost:" + server.port() + "/").submit(body);
  }

  /** All that is said until the connection ends. */
  private static String said(String rest) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      var request = "POST / HTTP/1.1\r\nHost: x\r\n" + rest;
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }
}
