package com.integraci.tests;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Somebody's own server for webhooks, with TLS on 127.0.0.1: what the path says decides how it
 * behaves.
 */
public final class Receiver implements AutoCloseable {

  private static final int HUGE = 200;

  private final List<Got> got = new CopyOnWriteArrayList<>();
  private final List<URI> targets = new CopyOnWriteArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpsServer server;
  private final Path authority;
  private volatile boolean well;

  /** One request as it came. */
  public record Got(String path, String id, String timestamp, String signature, String body) {

    /** As Standard Webhooks says, by another implementation of HMAC than the product's. */
    public String signedWith(String secret) {
      try {
        byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        byte[] signed = (id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Listens. */
  public Receiver() {
    try {
      var folder = Files.createTempDirectory("integraci-receiver");
      var certificates = new ThrowawayAuthority();
      authority = folder.resolve("ca.pem");
      certificates.writeTo(authority);
      var certificate = folder.resolve("server.pem");
      var key = folder.resolve("server.key");
      certificates.issueTo(certificate, key);
      server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
      server.setHttpsConfigurator(
          new HttpsConfigurator(PemContext.of(authority, certificate, key)));
      server.setExecutor(threads);
      server.createContext("/", this::answer);
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    targets.add(exchange.getRequestURI());
    var path = exchange.getRequestURI().getPath();
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    got.add(
        new Got(
            path,
            header(exchange, "webhook-id"),
            header(exchange, "webhook-timestamp"),
            header(exchange, "webhook-signature"),
            body));
    switch (path) {
      case "/redirect" -> {
        exchange.getResponseHeaders().set("Location", url("/inside").toString());
        exchange.sendResponseHeaders(307, -1);
      }
      case "/huge" -> huge(exchange);
      case "/slow" -> {
        await();
        exchange.sendResponseHeaders(200, -1);
      }
      case "/sick" -> exchange.sendResponseHeaders(well ? 200 : 503, -1);
      case "/fail" -> exchange.sendResponseHeaders(500, -1);
      case "/gone" -> exchange.sendResponseHeaders(410, -1);
      default -> exchange.sendResponseHeaders(200, -1);
    }
    exchange.close();
  }

  /** 200 MiB, if anybody reads so much. */
  private static void huge(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (var out = exchange.getResponseBody()) {
      for (int i = 0; i < HUGE; i++) {
        out.write(new byte[1 << 20]);
      }
    }
  }

  private void await() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String header(HttpExchange exchange, String name) {
    return String.valueOf(exchange.getRequestHeaders().getFirst(name));
  }

  /** From now on {@code /sick} takes what it is sent. */
  public void heal() {
    well = true;
  }

  /** Where it is reached. */
  public URI url(String path) {
    return URI.create("https://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** What it was asked for, in the order of requests. */
  public List<URI> targets() {
    return List.copyOf(targets);
  }

  /** Whom its certificate comes from (PEM). */
  public Path authority() {
    return authority;
  }

  /** Everything it was sent, the oldest first. */
  public List<Got> got() {
    return List.copyOf(got);
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
