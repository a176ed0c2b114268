package com.integraci.appliance.tracing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.metrics.Metrics;
import com.integraci.config.TraceSettings;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spans through the exporter of the product to a collector on this machine. */
class TracingTest {

  private static final String CLIENTS = "00-11111111111111111111111111111111-2222222222222222-01";

  @TempDir private Path folder;

  private final Metrics metrics = new Metrics();
  private final Queue<String> bodies = new ConcurrentLinkedQueue<>();
  private final Queue<String> tokens = new ConcurrentLinkedQueue<>();
  private final CountDownLatch answer = new CountDownLatch(1);
  private HttpServer collector;

  @BeforeEach
  void listen() throws IOException {
    collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/v1/traces",
        exchange -> {
          bodies.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
          tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("X-Token")));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.createContext(
        "/slow/v1/traces",
        exchange -> {
          try {
            answer.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          exchange.close();
        });
    collector.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    collector.start();
  }

  @AfterEach
  void stop() {
    answer.countDown();
    collector.stop(0);
  }

  private String url() {
    return "http://127.0.0.1:" + collector.getAddress().getPort();
  }

  private Tracing open(String endpoint, double ratio) {
    return Tracing.open(TraceSettings.to(endpoint, ratio), metrics);
  }

  /** One request with a transaction and a call in it. */
  private static String request(String traceparent) {
    try (var trace = Trace.request(traceparent)) {
      trace.named("GET /tried");
      Trace.client("openbao", () -> "GET tried/{id}").close();
      Trace.statement("select 1");
      return Trace.traceparent();
    }
  }

  private String metric(String name) {
    return metrics
        .exposition()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatEndedIsSentAtTheLatestWhenItIsClosed() {
    try (var _ = open(url(), 1)) {
      request(CLIENTS);
    }
    var sent = String.join("", bodies);
    for (String part : List.of("GET /tried", "openbao GET tried/{id}", "select 1")) {
      assertTrue(sent.contains(part), part);
    }
    assertEquals("integraci_traces_sent_total 2.0", metric("integraci_traces_sent_total"));
  }

  @Test
  void aClientsTraceIsLinkedAndNotContinued() {
    try (var _ = open(url(), 1)) {
      var own = request(CLIENTS);
      assertTrue(own.matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[13]"), own);
      assertFalse(own.contains("1".repeat(32)), own);
    }
    var linked = new String(new byte[] {0x11, 0x11, 0x11, 0x11}, StandardCharsets.ISO_8859_1);
    assertTrue(String.join("", bodies).contains(linked.repeat(4)), "the link");
  }

  @Test
  void whatIsNoTraceparentIsAsNothing() {
    for (String wrong :
        List.of("", "x", "01" + CLIENTS.substring(2), CLIENTS + "0", CLIENTS.replace('1', '0'))) {
      assertTrue(Traceparent.parse(wrong).isEmpty(), wrong);
    }
    assertEquals(CLIENTS, Traceparent.of(Traceparent.parse(CLIENTS).orElseThrow()));
  }

  @Test
  void aStepGoesOnWithTheTraceThatStartedIt() throws Exception {
    try (var _ = open(url(), 1)) {
      var own = request("");
      try (var _ = Trace.resumed("step", own)) {
        var elsewhere = Trace.carried(Trace::traceparent);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
          var there = threads.submit(elsewhere).get();
          assertEquals(Trace.traceparent(), there);
        }
        assertEquals(own.substring(0, 36), Trace.traceparent().substring(0, 36));
      }
      assertEquals("", Trace.traceparent());
    }
  }

  @Test
  void aCallBelowNothingIsNoSpan() {
    try (var _ = open(url(), 1)) {
      Trace.client("postgresql", () -> "read").close();
    }
    assertEquals(List.of(), List.copyOf(bodies));
  }

  @Test
  void offThereIsNothing() {
    int threads = Thread.activeCount();
    try (var _ = Tracing.open(TraceSettings.OFF, metrics)) {
      assertEquals("", request(CLIENTS));
      assertEquals("", Trace.id());
      assertEquals(threads, Thread.activeCount());
    }
    assertEquals("integraci_traces_dropped_total 0.0", metric("integraci_traces_dropped_total"));
  }

  @Test
  void ofNoTraceNothingIsSentAndItsIdIsNotShown() {
    try (var _ = open(url(), 0)) {
      assertTrue(request(CLIENTS).matches(".*-0[02]"), "it is kept");
      try (var _ = Trace.request("")) {
        assertEquals("", Trace.id());
      }
    }
    assertEquals(List.of(), List.copyOf(bodies));
  }

  @Test
  void aCollectorThatIsAwayCostsTheSpansAndNothingElse() throws IOException {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    try (var _ = open("http://127.0.0.1:" + free, 1)) {
      request("");
    }
    assertEquals("integraci_traces_dropped_total 2.0", metric("integraci_traces_dropped_total"));
  }

  @Test
  void aSlowCollectorHoldsUpNeitherRequestsNorTheStop() {
    var tracing = open(url() + "/slow", 1);
    long begun = System.nanoTime();
    for (int i = 0; i < 10_000; i++) {
      request("");
    }
    tracing.close();
    long took = System.nanoTime() - begun;
    assertTrue(took < Duration.ofSeconds(10).toNanos(), "took " + Duration.ofNanos(took));
    assertEquals("integraci_traces_sent_total 0.0", metric("integraci_traces_sent_total"));
    var dropped = metric("integraci_traces_dropped_total");
    assertTrue(Double.parseDouble(dropped.substring(dropped.indexOf(' '))) > 10_000, dropped);
  }

  @Test
  void headerFieldsComeFromAFileThatNothingShows() throws IOException {
    var file = Files.writeString(folder.resolve("headers"), "X-Token: marked value\n");
    var settings = new TraceSettings(url(), 1, List.of(file), List.of());
    assertFalse(settings.toString().contains("marked"), settings.toString());
    try (var _ = Tracing.open(settings, metrics)) {
      request("");
    }
    assertEquals(List.of("marked value"), List.copyOf(tokens));
    Files.writeString(file, "no header\n");
    var refused = assertThrows(IllegalArgumentException.class, settings::headerFields);
    assertFalse(refused.getMessage().contains("no header\n"), refused.getMessage());
  }

  @Test
  void plainHttpLeavesThisMachineNever() {
    for (String wrong :
        List.of(
            "http://collector:4318",
            "http://127.0.0.1.example:4318",
            "https://user:word@collector",
            "https://collector?x=y",
            "ftp://collector")) {
      assertThrows(IllegalArgumentException.class, () -> TraceSettings.to(wrong, 1), wrong);
    }
    assertEquals("https://c:4318/v1/traces", TraceSettings.to("https://c:4318", 1).address());
    assertEquals("https://c/otlp/v1/traces", TraceSettings.to("https://c/otlp/", 1).address());
    assertThrows(IllegalArgumentException.class, () -> TraceSettings.to("", 1.1));
    assertThrows(IllegalArgumentException.class, () -> TraceSettings.to("", Double.NaN));
  }
}
