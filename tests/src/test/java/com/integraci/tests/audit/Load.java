package com.integraci.tests.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.database.TenantId;
import com.integraci.tests.SealedEntry;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** Writers that change something until they are stopped, and what the chain must then look like. */
final class Load implements AutoCloseable {

  private static final Pattern NUMBER = Pattern.compile("\"n\":([0-9]+)");
  private static final Duration PAUSE = Duration.ofMillis(10);

  private final Queue<Change> changes = new ConcurrentLinkedQueue<>();
  private final AtomicLong numbers = new AtomicLong();
  private final ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean stopping;

  /** A change: its number, how many entries it has, when it was begun and acknowledged. */
  private record Change(long number, int entries, long begun, long acknowledged) {}

  /** Where a change's entries stand. */
  private record Stretch(long first, long last, int entries) {
    Stretch with(long sequence) {
      return new Stretch(Math.min(first, sequence), Math.max(last, sequence), entries + 1);
    }
  }

  /** Starts so many writers, whose entries only a poll finds. */
  Load(AuditPlace place, TenantId tenant, int count) {
    var log = new AuditLog();
    for (int i = 0; i < count; i++) {
      writers.execute(
          () -> {
            while (!stopping) {
              write(place, log, tenant);
              LockSupport.parkNanos(PAUSE.toNanos());
            }
          });
    }
  }

  private void write(AuditPlace place, AuditLog log, TenantId tenant) {
    long number = numbers.incrementAndGet();
    int entries = (int) (1 + number % 3);
    long begun = System.nanoTime();
    place.write(log, tenant, number, entries);
    changes.add(new Change(number, entries, begun, System.nanoTime()));
  }

  /** Lets the writers end. */
  void stop() {
    stopping = true;
    writers.close();
  }

  @Override
  public void close() {
    stop();
  }

  /**
   * Every change is in the chain once, whole, and behind all that were acknowledged before it
   * began. Entries with the number 0 are somebody else's.
   */
  void assertIn(List<SealedEntry> chain) {
    Map<Long, Stretch> places = new HashMap<>();
    for (var entry : chain) {
      var matcher = NUMBER.matcher(entry.body());
      assertTrue(matcher.find());
      long sequence = entry.sequence();
      places.compute(
          Long.parseLong(matcher.group(1)),
          (_, stretch) ->
              stretch == null ? new Stretch(sequence, sequence, 1) : stretch.with(sequence));
    }
    places.remove(0L);
    assertEquals(numbers.get(), places.size(), "changes in the chain");
    var acknowledged = new PriorityQueue<>(Comparator.comparingLong(Change::acknowledged));
    long reached = 0;
    for (Change change :
        changes.stream().sorted(Comparator.comparingLong(Change::begun)).toList()) {
      while (!acknowledged.isEmpty() && acknowledged.peek().acknowledged() < change.begun()) {
        reached = Math.max(reached, places.get(acknowledged.poll().number()).last());
      }
      Stretch stretch = places.get(change.number());
      assertEquals(change.entries(), stretch.entries(), change.toString());
      assertTrue(reached < stretch.first(), change + " stands before one that came before it");
      acknowledged.add(change);
    }
    assertTrue(reached > 0);
  }
}
