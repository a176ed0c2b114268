package com.integraci.appliance.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.Scope;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * One span while its work lasts, for {@code try}: what begins on this thread until it is closed is
 * below it. Attributes are ids, names from code and numbers; never a value, a name or an address
 * that somebody entered. While tracing is off all of it does nothing.
 */
public final class Trace implements AutoCloseable {

  private static final Trace NOTHING = new Trace(Span.getInvalid(), Scope.noop());
  private static final AtomicReference<Optional<Tracer>> TRACER =
      new AtomicReference<>(Optional.empty());

  private final Span span;
  private final Scope scope;

  private Trace(Span span, Scope scope) {
    this.span = span;
    this.scope = scope;
  }

  static void install(Tracer tracer) {
    TRACER.set(Optional.of(tracer));
  }

  /** Switches tracing off, unless another has been installed since. */
  static void remove(Tracer tracer) {
    TRACER.updateAndGet(now -> now.filter(one -> !one.equals(tracer)));
  }

  /**
   * Begins a trace with a request.
   *
   * @param traceparent what the client sent (W3C Trace Context), "" for nothing; its trace is
   *     linked and not continued
   */
  public static Trace request(String traceparent) {
    return begin(
        "request",
        SpanKind.SERVER,
        Context.root(),
        Traceparent.parse(traceparent).orElse(SpanContext.getInvalid()));
  }

  /**
   * Goes on with the trace of what began earlier, maybe in another process; without one it begins a
   * trace.
   *
   * @param traceparent what {@link #traceparent} was then, "" for nothing
   */
  public static Trace resumed(String name, String traceparent) {
    var parent =
        Traceparent.parse(traceparent)
            .map(earlier -> Context.root().with(Span.wrap(earlier)))
            .orElseGet(Context::root);
    return begin(name, SpanKind.INTERNAL, parent, SpanContext.getInvalid());
  }

  /**
   * A call of another component; it stands below what this thread does, or is none.
   *
   * @param name what is called, asked for when there is a span
   */
  public static Trace client(String component, Supplier<String> name) {
    if (TRACER.get().isEmpty() || !Span.current().getSpanContext().isValid()) {
      return NOTHING;
    }
    return begin(
            component + " " + name.get(),
            SpanKind.CLIENT,
            Context.current(),
            SpanContext.getInvalid())
        .with("peer.service", component);
  }

  /** Notes work that nobody asked for and that has ended: it is worth a trace of its own. */
  public static void ended(String name, long startNanos, String what, long count) {
    TRACER
        .get()
        .ifPresent(
            tracer -> {
              long end = System.currentTimeMillis();
              long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
              tracer
                  .spanBuilder(name)
                  .setNoParent()
                  .setStartTimestamp(end - took, TimeUnit.MILLISECONDS)
                  .setAttribute(what, count)
                  .startSpan()
                  .end(end, TimeUnit.MILLISECONDS);
            });
  }

  private static Trace begin(String name, SpanKind kind, Context parent, SpanContext linked) {
    return TRACER
        .get()
        .map(
            tracer -> {
              var builder = tracer.spanBuilder(name).setSpanKind(kind).setParent(parent);
              if (linked.isValid()) {
                builder.addLink(linked);
              }
              var span = builder.startSpan();
              return new Trace(span, ContextStorage.get().attach(parent.with(span)));
            })
        .orElse(NOTHING);
  }

  /** Has work on another thread stand below what this one does. */
  public static <T> Callable<T> carried(Callable<T> work) {
    return TRACER.get().isEmpty() ? work : Context.current().wrap(work);
  }

  /** What leads others below the current span (W3C Trace Context), "" for nothing. */
  public static String traceparent() {
    return TRACER.get().isEmpty() ? "" : Traceparent.of(Span.current().getSpanContext());
  }

  /** The id of the current trace, when it is kept, or "". */
  public static String id() {
    var context = Span.current().getSpanContext();
    return TRACER.get().isPresent() && context.isSampled() ? context.getTraceId() : "";
  }

  /** Notes the constant text of a statement in the current span. */
  public static void statement(String sql) {
    if (TRACER.get().isPresent() && Span.current().isRecording()) {
      Span.current().addEvent("statement", Attributes.builder().put("db.query.text", sql).build());
    }
  }

  /** Renames it, once it is known what it is. */
  public Trace named(String name) {
    span.updateName(name);
    return this;
  }

  /** Adds an attribute; see the class for what may be in one. */
  public Trace with(String key, String value) {
    span.setAttribute(key, value);
    return this;
  }

  /** Adds an attribute. */
  public Trace with(String key, long value) {
    span.setAttribute(key, value);
    return this;
  }

  /** Says that it went wrong, by what kind of fault: a message may name what must not be sent. */
  public Trace failed(String kind) {
    span.setAttribute("error.type", kind);
    span.setStatus(StatusCode.ERROR);
    return this;
  }

  /** Goes back to what was above it, and forgets it: it is not sent. */
  public void forget() {
    scope.close();
  }

  @Override
  public void close() {
    scope.close();
    span.end();
  }
}
