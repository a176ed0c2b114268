package com.integraci.appliance.tracing;

import com.integraci.appliance.metrics.Counter;
import com.integraci.appliance.metrics.Metrics;
import com.integraci.config.Secret;
import com.integraci.config.TraceSettings;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Tracing as the settings want it: off, with neither thread nor connection, or on until closed. */
public final class Tracing implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofSeconds(4);

  /** The exporter's own lines, which come for each batch; kept so that it stays silent. */
  private static final Logger EXPORTER = Logger.getLogger("io.opentelemetry");

  private final Optional<On> on;

  /** What there is while it is on. */
  private record On(SpanQueue queue, Tracer tracer) {}

  private Tracing(Optional<On> on) {
    this.on = on;
  }

  /**
   * Switches it on if the settings name a collector.
   *
   * @throws UncheckedIOException when a file that they name can't be read
   */
  public static Tracing open(TraceSettings settings, Metrics metrics) {
    var sent =
        metrics.counter("integraci_traces_sent_total", "Spans that the collector has taken.");
    var dropped =
        metrics.counter(
            "integraci_traces_dropped_total",
            "Spans that found no room in the queue, or that the collector did not take.");
    var tracing =
        new Tracing(settings.on() ? Optional.of(on(settings, sent, dropped)) : Optional.empty());
    metrics.gauge(
        "integraci_traces_waiting",
        "Spans that wait to be sent, 4096 at most.",
        () -> tracing.on.map(now -> now.queue().length()).orElse(0));
    return tracing;
  }

  private static On on(TraceSettings settings, Counter sent, Counter dropped) {
    EXPORTER.setLevel(Level.OFF);
    var queue = new SpanQueue(exporter(settings), sent, dropped);
    var tracer =
        SdkTracerProvider.builder()
            .setResource(
                Resource.create(
                    Attributes.builder().put("service.name", "integraci-control").build()))
            .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.ratio())))
            .setSpanLimits(
                SpanLimits.builder()
                    .setMaxNumberOfAttributes(32)
                    .setMaxAttributeValueLength(4000)
                    .setMaxNumberOfEvents(64)
                    .setMaxNumberOfLinks(1)
                    .build())
            .addSpanProcessor(queue)
            .build()
            .get("com.integraci");
    Trace.install(tracer);
    return new On(queue, tracer);
  }

  private static OtlpHttpSpanExporter exporter(TraceSettings settings) {
    var builder =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(settings.address())
            .setConnectTimeout(CONNECT)
            .setTimeout(ANSWER)
            .setRetryPolicy(null)
            .setExecutorService(Executors.newVirtualThreadPerTaskExecutor());
    Map<String, Secret> headers = settings.headerFields();
    if (!headers.isEmpty()) {
      builder.setHeaders(() -> revealed(headers));
    }
    if (!settings.authorities().isEmpty()) {
      builder.setTrustedCertificates(certificates(settings.authorities()));
    }
    return builder.build();
  }

  private static Map<String, String> revealed(Map<String, Secret> headers) {
    var fields = new HashMap<String, String>();
    headers.forEach((name, value) -> fields.put(name, value.reveal()));
    return fields;
  }

  private static byte[] certificates(List<Path> files) {
    var all = new ByteArrayOutputStream();
    for (Path file : files) {
      try {
        all.writeBytes(Files.readAllBytes(file));
      } catch (IOException e) {
        throw new UncheckedIOException("The authority in " + file + " can't be read.", e);
      }
    }
    return all.toByteArray();
  }

  /** Sends what waits, for two seconds at most, and switches it off. */
  @Override
  public void close() {
    on.ifPresent(
        now -> {
          Trace.remove(now.tracer());
          now.queue().close();
        });
  }
}
