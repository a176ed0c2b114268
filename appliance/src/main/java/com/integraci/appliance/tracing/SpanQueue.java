package com.integraci.appliance.tracing;

import com.integraci.appliance.metrics.Counter;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Ended spans on their way out: 4,096 at most, sent in batches by a thread of its own. Whoever ends
 * a span never waits: what finds no room, or can't be sent, is dropped and counted.
 */
final class SpanQueue implements SpanProcessor {

  private static final System.Logger LOG = System.getLogger(SpanQueue.class.getName());
  private static final int QUEUE_MAX = 4096;
  private static final int BATCH_MAX = 512;
  private static final Duration LINGER = Duration.ofMillis(500);
  private static final Duration SEND_MAX = Duration.ofSeconds(5);
  private static final Duration FLUSH_MAX = Duration.ofSeconds(2);
  private static final Duration QUIET = Duration.ofMinutes(1);

  private final BlockingQueue<SpanData> waiting = new ArrayBlockingQueue<>(QUEUE_MAX);
  private final SpanExporter exporter;
  private final Counter sent;
  private final Counter dropped;
  private final Thread thread = Thread.ofVirtual().name("traces").unstarted(this::run);
  private volatile boolean closing;
  private long saidNanos = System.nanoTime() - QUIET.toNanos();

  SpanQueue(SpanExporter exporter, Counter sent, Counter dropped) {
    this.exporter = exporter;
    this.sent = sent;
    this.dropped = dropped;
    thread.start();
  }

  /** How many wait. */
  int length() {
    return waiting.size();
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    if (span.getSpanContext().isSampled() && (closing || !waiting.offer(span.toSpanData()))) {
      dropped.increment();
    }
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  private void run() {
    try {
      while (!closing || !waiting.isEmpty()) {
        var batch = batch();
        if (!batch.isEmpty()) {
          send(batch);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<SpanData> batch() throws InterruptedException {
    var batch = new ArrayList<SpanData>(BATCH_MAX);
    long end = System.nanoTime() + LINGER.toNanos();
    while (batch.size() < BATCH_MAX) {
      long left = closing ? 0 : end - System.nanoTime();
      var next = waiting.poll(Math.max(0, left), TimeUnit.NANOSECONDS);
      if (next == null) {
        return batch;
      }
      batch.add(next);
    }
    return batch;
  }

  private void send(List<SpanData> batch) {
    boolean done = false;
    try {
      done = exporter.export(batch).join(SEND_MAX.toMillis(), TimeUnit.MILLISECONDS).isSuccess();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.DEBUG, "spans were not sent", e);
    }
    (done ? sent : dropped).add(batch.size());
    if (!done && System.nanoTime() - saidNanos >= QUIET.toNanos()) {
      saidNanos = System.nanoTime();
      LOG.log(
          System.Logger.Level.WARNING,
          "the collector of traces takes none; {0} spans were dropped so far",
          (long) dropped.total());
    }
  }

  /** Sends what waits, for two seconds at most. */
  @Override
  public void close() {
    closing = true;
    try {
      thread.join(FLUSH_MAX);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
    var left = new ArrayList<SpanData>();
    waiting.drainTo(left);
    dropped.add(left.size());
    exporter.shutdown();
  }
}
