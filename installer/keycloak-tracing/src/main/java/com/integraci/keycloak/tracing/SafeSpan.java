package com.integraci.keycloak.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;

/**
 * What may be told of a span of Keycloak's: ids, times, whether it went wrong, and what {@link
 * Telling} makes of it. It is made anew and not by leaving out: what is not named here is not
 * there, whatever a later Keycloak adds. No events (they hold addresses, users' names and
 * messages), no links, nothing of the machine.
 *
 * @param telling its name and attributes
 * @param getKind what it stands for
 * @param getSpanContext its ids
 * @param getParentSpanContext those of the span above it
 * @param getStatus whether it went wrong, without words
 * @param getStartEpochNanos when it began
 * @param getEndEpochNanos when it ended
 */
record SafeSpan(
    Telling telling,
    SpanKind getKind,
    SpanContext getSpanContext,
    SpanContext getParentSpanContext,
    StatusData getStatus,
    long getStartEpochNanos,
    long getEndEpochNanos)
    implements SpanData {

  private static final Resource KEYCLOAK =
      Resource.create(Attributes.builder().put("service.name", "integraci-keycloak").build());
  private static final InstrumentationScopeInfo SCOPE =
      InstrumentationScopeInfo.create("com.integraci.keycloak");

  static SafeSpan of(SpanData span) {
    boolean failed = span.getStatus().getStatusCode() == StatusCode.ERROR;
    return new SafeSpan(
        Telling.of(span),
        span.getKind(),
        bare(span.getSpanContext()),
        bare(span.getParentSpanContext()),
        failed ? StatusData.error() : StatusData.unset(),
        span.getStartEpochNanos(),
        span.getEndEpochNanos());
  }

  /** Without the state, which whoever sent the request could write into. */
  private static SpanContext bare(SpanContext context) {
    return SpanContext.create(
        context.getTraceId(),
        context.getSpanId(),
        context.getTraceFlags(),
        TraceState.getDefault());
  }

  @Override
  public String getName() {
    return telling.name();
  }

  @Override
  public Attributes getAttributes() {
    return telling.attributes();
  }

  @Override
  public List<EventData> getEvents() {
    return List.of();
  }

  @Override
  public List<LinkData> getLinks() {
    return List.of();
  }

  @Override
  public boolean hasEnded() {
    return true;
  }

  @Override
  public int getTotalRecordedEvents() {
    return 0;
  }

  @Override
  public int getTotalRecordedLinks() {
    return 0;
  }

  @Override
  public int getTotalAttributeCount() {
    return telling.attributes().size();
  }

  @Override
  @SuppressWarnings("deprecation") // The interface has it still.
  public io.opentelemetry.sdk.common.InstrumentationLibraryInfo getInstrumentationLibraryInfo() {
    return io.opentelemetry.sdk.common.InstrumentationLibraryInfo.create(SCOPE.getName(), null);
  }

  @Override
  public InstrumentationScopeInfo getInstrumentationScopeInfo() {
    return SCOPE;
  }

  @Override
  public Resource getResource() {
    return KEYCLOAK;
  }
}
