package com.integraci.tests.tenancy;

import com.integraci.appliance.http.Route;
import com.integraci.config.ControlSettings;
import com.integraci.tests.PemContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/**
 * A way to the control plane that breaks one route of it: what it is asked there is asked with
 * somebody else's token, so what comes back, and what is done, is the product's own.
 */
final class CarelessDoor implements AutoCloseable {

  /** What a route that is broken takes no notice of. */
  private enum Careless {
    OF_THE_TENANT,
    OF_EVERYBODY
  }

  private final ControlSettings settings;
  private final Route route;
  private final Pattern path;
  private final Careless careless;
  private final Set<String> good = new CopyOnWriteArraySet<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpClient client;
  private final HttpsServer server;

  private CarelessDoor(ControlSettings settings, Route route, Careless careless) {
    this.settings = settings;
    this.route = route;
    this.careless = careless;
    this.path = Pattern.compile(route.path().replaceAll("\\{[^}]+}", "[^/]+"));
    var tls = tls(settings);
    this.client = HttpClient.newBuilder().sslContext(tls).executor(threads).build();
    try {
      server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.setExecutor(threads);
    server.createContext("/", this::pass);
    server.start();
  }

  /** The route takes what another tenant's program asks as if it were its own. */
  static CarelessDoor otherTenants(ControlSettings settings, Route route) {
    return new CarelessDoor(settings, route, Careless.OF_THE_TENANT);
  }

  /** The route takes what nobody proves to have asked. */
  static CarelessDoor open(ControlSettings settings, Route route) {
    return new CarelessDoor(settings, route, Careless.OF_EVERYBODY);
  }

  private static SSLContext tls(ControlSettings settings) {
    Path certificate = settings.http().certificate();
    return PemContext.of(settings.authority(), certificate, settings.http().key());
  }

  URI url() {
    int port = server.getAddress().getPort();
    return URI.create("https://" + settings.url().getHost() + ":" + port);
  }

  private void pass(HttpExchange exchange) throws IOException {
    String given = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
    var answer = send(exchange, broken(exchange) ? swapped(given) : given);
    if (answer.statusCode() / 100 == 2 && !broken(exchange)) {
      good.add(given);
    }
    exchange.sendResponseHeaders(
        answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
    try (var out = exchange.getResponseBody()) {
      out.write(answer.body());
    }
  }

  private boolean broken(HttpExchange exchange) {
    return exchange.getRequestMethod().equals(route.method().name())
        && path.matcher(exchange.getRequestURI().getPath()).matches();
  }

  private String swapped(String given) {
    boolean known = good.contains(given);
    var other = good.stream().filter(token -> !token.equals(given)).findFirst().orElse(given);
    return switch (careless) {
      case OF_THE_TENANT -> known ? other : given;
      case OF_EVERYBODY -> known ? given : other;
    };
  }

  private HttpResponse<byte[]> send(HttpExchange exchange, String token) throws IOException {
    var body = BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes());
    var request =
        HttpRequest.newBuilder(settings.url().resolve(exchange.getRequestURI()))
            .method(exchange.getRequestMethod(), body);
    if (!token.equals("null")) {
      request.header("Authorization", token);
    }
    for (String name : List.of("Content-Type", "If-Match")) {
      var value = exchange.getRequestHeaders().getFirst(name);
      if (value != null) {
        request.header(name, value);
      }
    }
    try {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    client.close();
    threads.shutdownNow();
  }
}
