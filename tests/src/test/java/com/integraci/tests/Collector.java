package com.integraci.tests;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes spans as a collector does (OTLP over HTTP, protobuf) and keeps them. */
public final class Collector implements AutoCloseable {

  private final HttpServer server;
  private final Queue<byte[]> bodies = new ConcurrentLinkedQueue<>();

  /** One that listens. */
  public Collector() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/traces",
        exchange -> {
          bodies.add(exchange.getRequestBody().readAllBytes());
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  /** Its base address. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Every span so far. */
  public List<Span> spans() {
    return spans(resources());
  }

  /** Those of a service. */
  public List<Span> spansOf(String service) {
    return spans(
        resources()
            .filter(
                each ->
                    each.getResource().getAttributesList().stream()
                        .anyMatch(
                            attribute ->
                                attribute.getKey().equals("service.name")
                                    && attribute.getValue().getStringValue().equals(service))));
  }

  private Stream<ResourceSpans> resources() {
    return bodies.stream().flatMap(body -> parsed(body).getResourceSpansList().stream());
  }

  private static List<Span> spans(Stream<ResourceSpans> resources) {
    return resources
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .toList();
  }

  /** All that was sent, as it was sent; what is ASCII in it can be looked for. */
  public String text() {
    return bodies.stream()
        .map(body -> new String(body, StandardCharsets.ISO_8859_1))
        .collect(Collectors.joining());
  }

  /** An id as it is written. */
  public static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }

  private static ExportTraceServiceRequest parsed(byte[] body) {
    try {
      return ExportTraceServiceRequest.parseFrom(body);
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
