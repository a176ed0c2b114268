package com.integraci.appliance.http;

import com.integraci.appliance.metrics.Metrics;
import com.integraci.config.ControlSettings;
import io.helidon.common.socket.SocketOptions;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The server that browsers and clients reach: HTTP/1.1 over TLS, everything bounded. */
public final class Server implements AutoCloseable {

  private static final int HEADERS_MAX = 32 * 1024;
  private static final int PROLOGUE_MAX = 8 * 1024;

  /** How many answers may be held open; they come on top of the other requests. */
  public static final int STREAMS_MAX = 1024;

  private static final int CONNECTIONS_MAX = 4096 + STREAMS_MAX;
  private static final int REQUESTS_MAX = 1024 + STREAMS_MAX;
  private static final Duration IDLE = Duration.ofMinutes(2);
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final WebServer server;

  private Server(WebServer server) {
    this.server = server;
  }

  /** Starts to listen; port 0 takes any that is free. */
  public static Server start(
      ControlSettings.Http settings,
      RouteTable table,
      Guard guard,
      ErrorPage page,
      Metrics metrics) {
    var dispatcher = new Dispatcher(guard, page);
    int bodyMax = table.routes().stream().mapToInt(Route::bodyMax).max().orElse(Route.BODY_MAX);
    var server =
        WebServer.builder()
            .host(settings.address())
            .port(settings.port())
            .tls(Certificates.tls(settings))
            .connectionOptions(SocketOptions.builder().tcpNoDelay(true).build())
            .maxPayloadSize(bodyMax)
            .maxTcpConnections(CONNECTIONS_MAX)
            .maxConcurrentRequests(REQUESTS_MAX)
            .idleConnectionTimeout(IDLE)
            .shutdownGracePeriod(GRACE)
            .shutdownHook(false)
            .protocolsDiscoverServices(false)
            .addProtocol(
                Http1Config.builder()
                    .maxHeadersSize(HEADERS_MAX)
                    .maxPrologueLength(PROLOGUE_MAX)
                    .build())
            .directHandlers(direct())
            .routing(routing(table, dispatcher, new AccessLog(metrics)))
            .build()
            .start();
    return new Server(server);
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  /** Stops listening and lets requests end, 10 seconds at most. */
  @Override
  public void close() {
    server.stop();
  }

  private static HttpRouting.Builder routing(
      RouteTable table, Dispatcher dispatcher, AccessLog log) {
    var routing = HttpRouting.builder().addFilter(log);
    for (Route route : table.routes()) {
      var handler = dispatcher.handler(route);
      routing.route(route.method().helidon(), route.path(), handler);
      if (route.method() == Method.GET) {
        routing.route(io.helidon.http.Method.HEAD, route.path(), handler);
      }
    }
    methodsByPath(table)
        .forEach(
            (path, methods) ->
                routing.any(path, (req, res) -> dispatcher.wrongMethod(methods, req, res)));
    routing.any(dispatcher::nothingHere);
    routing.error(Throwable.class, (req, res, thrown) -> dispatcher.fail(thrown, req, res));
    return routing;
  }

  private static Map<String, String> methodsByPath(RouteTable table) {
    return table.routes().stream()
        .collect(
            Collectors.groupingBy(
                Route::path,
                LinkedHashMap::new,
                Collectors.mapping(
                    route -> route.method() == Method.GET ? "GET, HEAD" : route.method().name(),
                    Collectors.joining(", "))));
  }

  /** What never reaches a route: a request that breaks HTTP or a limit. */
  private static DirectHandlers direct() {
    var handlers = DirectHandlers.builder();
    DirectHandler problem =
        (request, type, status, headers, message) -> {
          var exchange = new Exchange();
          var document =
              Problem.of(
                  ProblemType.of(status.code()),
                  "The server can't read the request: it breaks a rule of HTTP or a limit.",
                  exchange.id());
          SecurityHeaders.ALL.forEach(
              (name, value) -> headers.set(HeaderNames.create(name), value));
          headers.set(HeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE);
          headers.set(HeaderNames.create("X-Request-Id"), exchange.id().toString());
          return DirectHandler.TransportResponse.builder()
              .status(status)
              .headers(headers)
              .keepAlive(false)
              .entity(document.document())
              .build();
        };
    for (DirectHandler.EventType type : List.of(DirectHandler.EventType.values())) {
      handlers.addHandler(type, problem);
    }
    return handlers.build();
  }
}
