package com.integraci.keycloak.tracing;

import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The operator's collector, as {@code integraci} writes it down for this start.
 *
 * @param address where spans are sent (OTLP over HTTP)
 * @param headers what is sent along, secrets among it
 * @param authorities whom its certificate may come from (PEM), "" for whom the system trusts
 */
record Collector(String address, Map<String, String> headers, String authorities) {

  private static final String HEADER = "header.";
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofSeconds(4);

  Collector {
    headers = Map.copyOf(headers);
  }

  /**
   * Reads properties {@code address}, {@code authorities} and {@code header.NAME}.
   *
   * @throws IOException when the file can't be read
   * @throws IllegalArgumentException when it names no address
   */
  static Collector read(Path file) throws IOException {
    var said = new Properties();
    try (var in = Files.newBufferedReader(file)) {
      said.load(in);
    }
    var address = said.getProperty("address", "");
    if (address.isEmpty()) {
      throw new IllegalArgumentException("it names no address");
    }
    var headers = new HashMap<String, String>();
    for (String name : said.stringPropertyNames()) {
      if (name.startsWith(HEADER)) {
        headers.put(name.substring(HEADER.length()), said.getProperty(name));
      }
    }
    return new Collector(address, headers, said.getProperty("authorities", ""));
  }

  SpanExporter exporter() {
    var builder =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(address)
            .setConnectTimeout(CONNECT)
            .setTimeout(ANSWER)
            .setRetryPolicy(null);
    headers.forEach(builder::addHeader);
    if (!authorities.isEmpty()) {
      builder.setTrustedCertificates(authorities.getBytes(StandardCharsets.US_ASCII));
    }
    return builder.build();
  }

  /** Without what is secret. */
  @Override
  public String toString() {
    return "Collector[" + address + "]";
  }
}
