package com.integraci.appliance.http;

import com.integraci.appliance.metrics.Counter;
import com.integraci.appliance.metrics.Histogram;
import com.integraci.appliance.metrics.Metrics;
import com.integraci.appliance.tracing.Trace;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;

/** Gives each request its id and each answer its security headers, and leaves one line of it. */
final class AccessLog implements Filter {

  private static final System.Logger LOG = System.getLogger("access");

  private static final HeaderName TRACEPARENT = HeaderNames.create("traceparent");

  private final Counter requests;
  private final Counter seconds;
  private final Counter unauthenticated;
  private final Histogram durations;

  AccessLog(Metrics metrics) {
    requests =
        metrics.counter(
            "integraci_http_requests_total", "Requests answered.", "operation", "status");
    seconds =
        metrics.counter(
            "integraci_http_seconds_total", "Time spent on answering requests.", "operation");
    durations =
        metrics.histogram("integraci_http_request_seconds", "How long answers took.", "operation");
    unauthenticated =
        metrics.counter(
            "integraci_http_unauthenticated_total", "Requests answered with 401: no proof held.");
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest req, RoutingResponse res) {
    var exchange = new Exchange();
    req.context().register(exchange);
    SecurityHeaders.on(res);
    res.header("X-Request-Id", exchange.id().toString());
    var trace = Trace.request(req.headers().first(TRACEPARENT).orElse(""));
    try {
      chain.proceed();
    } finally {
      record(exchange, req, res.status().code());
      end(trace, exchange, req.prologue().method().text(), res.status().code());
    }
  }

  /** Neither address nor query nor header field: any of them may hold what is nobody else's. */
  private static void end(Trace trace, Exchange exchange, String method, int status) {
    if (exchange.operation().startsWith("health")) {
      trace.forget();
      return;
    }
    trace
        .named(method + " " + (exchange.template().isEmpty() ? "unmatched" : exchange.template()))
        .with("http.request.method", method)
        .with("http.route", exchange.template())
        .with("http.response.status_code", status)
        .with("url.scheme", "https")
        .with("integraci.operation", exchange.operation())
        .with("integraci.request.id", exchange.id().toString());
    if (status >= 500) {
      trace.failed(Integer.toString(status));
    }
    trace.close();
  }

  private void record(Exchange exchange, RoutingRequest req, int status) {
    long nanos = exchange.elapsedNanos();
    requests.increment(exchange.operation(), Integer.toString(status));
    seconds.add(nanos / 1e9, exchange.operation());
    durations.observe(nanos, exchange.operation());
    if (status == 401) {
      unauthenticated.increment();
    }
    var traceId = Trace.id();
    LOG.log(
        exchange.operation().startsWith("health")
            ? System.Logger.Level.DEBUG
            : System.Logger.Level.INFO,
        // Not a pattern, which would be parsed anew for each request.
        () ->
            req.prologue().method().text()
                + (" " + exchange.operation() + " " + status)
                + (" " + nanos / 1_000_000 + " ms request " + exchange.id())
                + (" from " + req.remotePeer().host())
                + (traceId.isEmpty() ? "" : " trace " + traceId));
  }
}
