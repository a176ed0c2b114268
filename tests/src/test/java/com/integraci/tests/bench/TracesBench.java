package com.integraci.tests.bench;

import com.integraci.appliance.Log;
import com.integraci.appliance.metrics.Metrics;
import com.integraci.appliance.tracing.Tracing;
import com.integraci.config.TraceSettings;
import com.integraci.tests.Plane;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The list of 50 secrets through the API, with every request traced and with none. */
@Tag("bench")
class TracesBench {

  private static final int CALLERS = 8;
  private static final int ROUNDS = Integer.getInteger("integraci.bench.rounds", 9);
  private static final Duration SLICE = Duration.ofSeconds(1);
  private static final double FLOOR = 0.85;
  private static final String ON = "every request traced";
  private static final String OFF = "none";
  private static final String FILL =
      """
      insert into app.secret (tenant_id, secret_id, name, value_id)
      select ?, gen_random_uuid(), 'name-' || n, gen_random_uuid() from generate_series(1, 50) n
      """;

  @Test
  void a_list_through_the_api_traced_against_untraced() throws IOException {
    Log.toStandardError();
    var collector =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/v1/traces",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
    var settings = TraceSettings.to("http://127.0.0.1:" + collector.getAddress().getPort(), 1);
    try (var plane = Plane.start()) {
      var member = plane.tenant("bench-traces", "owner");
      plane.sql(FILL, member.tenant());
      var token = "Bearer " + plane.token(member);
      Supplier<HttpRequest.Builder> request =
          () -> plane.request("/api/v1/secrets?limit=50").header("Authorization", token);
      var variants = new LinkedHashMap<String, Interleaved.Work>();
      variants.put(ON, new Traced(plane, request, settings));
      variants.put(OFF, () -> expect(plane, request.get()));
      write(Interleaved.measure(variants, CALLERS, SLICE, ROUNDS));
    } finally {
      collector.stop(0);
    }
  }

  /** Switched on for its slice: the plane's own tracing is off. */
  private static final class Traced implements Interleaved.Work {
    private final Plane plane;
    private final Supplier<HttpRequest.Builder> request;
    private final TraceSettings settings;
    private Optional<Tracing> tracing = Optional.empty();

    private Traced(Plane plane, Supplier<HttpRequest.Builder> request, TraceSettings settings) {
      this.plane = plane;
      this.request = request;
      this.settings = settings;
    }

    @Override
    public void once() {
      begin();
      expect(plane, request.get());
    }

    private synchronized void begin() {
      if (tracing.isEmpty()) {
        tracing = Optional.of(Tracing.open(settings, new Metrics()));
      }
    }

    @Override
    public synchronized void settle() {
      tracing.ifPresent(Tracing::close);
      tracing = Optional.empty();
    }
  }

  private static void write(Interleaved measured) {
    var rates =
        "%.0f/s, %.0f/s with %d callers"
            .formatted(measured.median(ON), measured.median(OFF), CALLERS);
    new Figures("The cost of traces")
        .ratio("list of 50: " + ON + " / " + OFF, measured.ratio(ON, OFF), FLOOR, rates)
        .write();
  }

  private static void expect(Plane plane, HttpRequest.Builder request) {
    var response = plane.send(request);
    if (response.statusCode() != 200 || !response.body().contains("name-50")) {
      throw new IllegalStateException(response.statusCode() + " " + response.body());
    }
  }
}
