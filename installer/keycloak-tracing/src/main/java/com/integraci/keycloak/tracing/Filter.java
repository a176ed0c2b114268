package com.integraci.keycloak.tracing;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** The way to the collector, which a span passes as a {@link SafeSpan} or not at all. */
final class Filter implements SpanExporter {

  private static final System.Logger LOG = System.getLogger(Filter.class.getName());
  private static final Duration QUIET = Duration.ofMinutes(1);

  private final SpanExporter collector;
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong saidNanos = new AtomicLong(System.nanoTime() - QUIET.toNanos());

  Filter(SpanExporter collector) {
    this.collector = collector;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    List<SpanData> safe = spans.stream().flatMap(Filter::safe).toList();
    lost.addAndGet(spans.size() - safe.size());
    var sent = safe.isEmpty() ? CompletableResultCode.ofSuccess() : collector.export(safe);
    return sent.whenComplete(() -> note(sent, safe.size()));
  }

  /** Nothing, when anything about it is not as foreseen. */
  private static Stream<SpanData> safe(SpanData span) {
    try {
      return Stream.of(SafeSpan.of(span));
    } catch (RuntimeException e) {
      return Stream.empty();
    }
  }

  private void note(CompletableResultCode sent, int count) {
    if (!sent.isSuccess()) {
      lost.addAndGet(count);
    }
    long now = System.nanoTime();
    long said = saidNanos.get();
    if (lost.get() > 0 && now - said >= QUIET.toNanos() && saidNanos.compareAndSet(said, now)) {
      LOG.log(
          System.Logger.Level.WARNING,
          "spans were dropped, {0} so far: the collector did not take them",
          lost.get());
    }
  }

  @Override
  public CompletableResultCode flush() {
    return collector.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return collector.shutdown();
  }
}
