package com.integraci.keycloak.tracing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The parts as OpenTelemetry puts them together in Keycloak, and a collector that listens. */
class WiringTest {

  private static final String TRACE = "1234567890abcdef1234567890abcdef";
  private static final String ABOVE = "00-" + TRACE + "-1234567890abcdef-01";

  @TempDir private Path folder;
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final List<String> tokens = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          bodies.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    System.clearProperty(Wiring.FILE);
    server.stop(0);
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
  }

  private void told(String text) throws IOException {
    System.setProperty(
        Wiring.FILE, Files.writeString(folder.resolve("traces.properties"), text).toString());
  }

  /** With a collector of Keycloak's own choice, which must get nothing. */
  private OpenTelemetrySdk started() {
    return AutoConfiguredOpenTelemetrySdk.builder()
        .addPropertiesSupplier(
            () ->
                Map.of(
                    "otel.traces.exporter", "otlp",
                    "otel.traces.sampler", "always_on",
                    "otel.exporter.otlp.protocol", "http/protobuf",
                    "otel.exporter.otlp.traces.endpoint", url() + "/keycloaks-own"))
        .disableShutdownHook()
        .build()
        .getOpenTelemetrySdk();
  }

  private static final TextMapGetter<Map<String, String>> FIELDS =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
          return carrier.keySet();
        }

        @Override
        public String get(Map<String, String> carrier, String key) {
          return carrier.get(key);
        }
      };

  private static void request(OpenTelemetrySdk sdk, Map<String, String> fields) {
    var above = sdk.getPropagators().getTextMapPropagator().extract(Context.root(), fields, FIELDS);
    sdk.getTracer("PasswordCredentialProvider")
        .spanBuilder("PasswordCredentialProvider.isValid")
        .setParent(above)
        .setAttribute("url.query", "canary")
        .startSpan()
        .end();
    sdk.getSdkTracerProvider().forceFlush().join(10, TimeUnit.SECONDS);
  }

  @Test
  void a_span_below_a_kept_one_is_sent_once_filtered_and_with_the_header_fields()
      throws IOException {
    told("address=" + url() + "\nheader.Authorization=Bearer of-the-operator\n");
    try (var sdk = started()) {
      request(sdk, Map.of("traceparent", ABOVE));
    }
    assertEquals(List.of("Bearer of-the-operator"), tokens);
    assertTrue(bodies.getFirst().contains("PasswordCredentialProvider.isValid"), bodies::toString);
    assertFalse(bodies.getFirst().contains("canary"), bodies::toString);
  }

  @Test
  void a_request_that_belongs_to_no_kept_trace_is_no_span() throws IOException {
    told("address=" + url() + "\n");
    try (var sdk = started()) {
      request(sdk, Map.of());
      request(sdk, Map.of("traceparent", ABOVE.substring(0, ABOVE.length() - 1) + "0"));
    }
    assertEquals(List.of(), bodies);
  }

  @Test
  void without_a_file_or_with_an_unusable_one_nothing_is_sent() throws IOException {
    try (var sdk = started()) {
      request(sdk, Map.of("traceparent", ABOVE));
    }
    told("headers=none\n");
    try (var sdk = started()) {
      request(sdk, Map.of("traceparent", ABOVE));
    }
    System.setProperty(Wiring.FILE, folder.resolve("none").toString());
    try (var sdk = started()) {
      request(sdk, Map.of("traceparent", ABOVE));
    }
    assertEquals(List.of(), bodies);
  }

  @Test
  void whoever_keycloak_calls_learns_nothing_of_the_trace() {
    try (var sdk = started()) {
      var context =
          Context.root()
              .with(
                  Span.wrap(
                      SpanContext.create(
                          TRACE,
                          "1234567890abcdef",
                          TraceFlags.getSampled(),
                          TraceState.getDefault())))
              .with(Baggage.builder().put("canary", "canary").build());
      var fields = new HashMap<String, String>();
      sdk.getPropagators().getTextMapPropagator().inject(context, fields, Map::put);
      assertEquals(Map.of(), fields);
    }
  }

  @Test
  void the_header_fields_are_not_shown() throws IOException {
    var file = Files.writeString(folder.resolve("file"), "address=x\nheader.Api-Key=canary\n");
    assertFalse(Collector.read(file).toString().contains("canary"), "a secret");
  }
}
