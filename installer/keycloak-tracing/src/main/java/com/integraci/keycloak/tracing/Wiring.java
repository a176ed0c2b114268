package com.integraci.keycloak.tracing;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Puts the filter into Keycloak's OpenTelemetry, as the only way out. Where to is in the file that
 * the system property {@value #FILE} names; without one nothing is kept. Nothing that goes wrong
 * here keeps Keycloak from starting.
 */
public final class Wiring implements AutoConfigurationCustomizerProvider {

  static final String FILE = "integraci.traces";

  private static final System.Logger LOG = System.getLogger(Wiring.class.getName());
  private static final int QUEUE_MAX = 4096;
  private static final int BATCH_MAX = 512;
  private static final Duration LINGER = Duration.ofMillis(500);
  private static final Duration SEND_MAX = Duration.ofSeconds(5);

  @Override
  public void customize(AutoConfigurationCustomizer keycloaks) {
    keycloaks
        // Whatever Keycloak was told: no other way out.
        .addPropertiesCustomizer(
            _ ->
                Map.of(
                    "otel.traces.exporter", "none",
                    "otel.metrics.exporter", "none",
                    "otel.logs.exporter", "none"))
        // The control plane decides what is kept. What nobody asked for by way of it, such as a
        // look
        // whether Keycloak is up, is no trace.
        .addSamplerCustomizer((_, _) -> Sampler.parentBased(Sampler.alwaysOff()))
        .addPropagatorCustomizer((_, _) -> new Inward(W3CTraceContextPropagator.getInstance()))
        .addTracerProviderCustomizer((builder, _) -> withFilter(builder));
  }

  private static SdkTracerProviderBuilder withFilter(SdkTracerProviderBuilder builder) {
    var file = System.getProperty(FILE, "");
    if (file.isEmpty()) {
      return builder;
    }
    try {
      return builder.addSpanProcessor(queue(new Filter(Collector.read(Path.of(file)).exporter())));
    } catch (IOException | RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "no traces are sent: " + file + " can't be used", e);
      return builder;
    }
  }

  /** What finds no room in it is dropped; no request waits for it. */
  private static BatchSpanProcessor queue(SpanExporter exporter) {
    return BatchSpanProcessor.builder(exporter)
        .setMaxQueueSize(QUEUE_MAX)
        .setMaxExportBatchSize(BATCH_MAX)
        .setScheduleDelay(LINGER)
        .setExporterTimeout(SEND_MAX)
        .build();
  }
}
