package com.integraci.appliance.tracing;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.util.Optional;
import java.util.regex.Pattern;

/** The header field {@code traceparent}, version 00 (W3C Trace Context). */
final class Traceparent {

  private static final Pattern TEXT =
      Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");

  private Traceparent() {}

  /** What it says; empty when it breaks the form or is all zeros. */
  static Optional<SpanContext> parse(String text) {
    var matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    var flags = TraceFlags.fromHex(matcher.group(3), 0);
    return Optional.of(
            SpanContext.createFromRemoteParent(
                matcher.group(1), matcher.group(2), flags, TraceState.getDefault()))
        .filter(SpanContext::isValid);
  }

  static String of(SpanContext context) {
    return context.isValid()
        ? "00-%s-%s-%s"
            .formatted(context.getTraceId(), context.getSpanId(), context.getTraceFlags().asHex())
        : "";
  }
}
