package com.integraci.appliance.broker;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Unavailable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A connection for each tenant that needs one: 256 at most, then the one that is idle the longest
 * gives way. The lock of all of them is held for no longer than a look into the map takes, so that
 * a tenant whose requests are slow holds up nobody else.
 */
final class Lines implements AutoCloseable {

  private static final int CONNECTIONS_MAX = 256;
  private static final Duration IDLE = Duration.ofMinutes(5);
  private static final int TRIES_MAX = 3;

  private final ExecutorService threads;
  private final Opening opening;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<TenantId, Line> lines = new HashMap<>();
  private boolean closed;

  Lines(ExecutorService threads, Opening opening) {
    this.threads = threads;
    this.opening = opening;
  }

  /** Connects for a tenant. */
  @FunctionalInterface
  interface Opening {
    Link open(TenantId tenant);
  }

  /** Something to be done on a connection. */
  @FunctionalInterface
  interface Work<T> {
    T on(Link link);
  }

  /** A tenant's connection, when there is one. Its turn guards all but the time. */
  private static final class Line {
    final ReentrantLock turn = new ReentrantLock();
    Optional<Link> link = Optional.empty();
    boolean ended;
    volatile long usedNanos = System.nanoTime();

    void drop() {
      link.ifPresent(Link::close);
      link = Optional.empty();
    }

    /** Waits for its turn: never call it under the lock of all lines. */
    void end() {
      turn.lock();
      try {
        ended = true;
        drop();
      } finally {
        turn.unlock();
      }
    }
  }

  /**
   * Does it on the tenant's connection, which is opened when there is none that works. A failure
   * ends the connection.
   */
  <T> T on(TenantId tenant, Work<T> work) {
    for (int tries = 0; tries < TRIES_MAX; tries++) {
      Line line = line(tenant);
      line.turn.lock();
      try {
        // It may have been taken away while we waited for the turn.
        if (!line.ended) {
          return work.on(link(tenant, line));
        }
      } catch (Unavailable e) {
        line.drop();
        throw e;
      } finally {
        line.turn.unlock();
      }
    }
    throw Link.away(new IOException("connections come and go too fast"));
  }

  private Link link(TenantId tenant, Line line) {
    if (line.link.filter(Link::usable).isEmpty()) {
      line.drop();
      line.link = Optional.of(opening.open(tenant));
    }
    line.usedNanos = System.nanoTime();
    return line.link.orElseThrow();
  }

  private Line line(TenantId tenant) {
    lock.lock();
    try {
      if (closed) {
        throw Link.away(new IOException("the control plane stops"));
      }
      if (!lines.containsKey(tenant) && lines.size() >= CONNECTIONS_MAX) {
        lines.entrySet().stream()
            .min(Comparator.comparingLong(entry -> entry.getValue().usedNanos))
            .map(Map.Entry::getKey)
            .ifPresent(idlest -> endSoon(List.of(lines.remove(idlest))));
      }
      return lines.computeIfAbsent(tenant, _ -> new Line());
    } finally {
      lock.unlock();
    }
  }

  /** Closes what nobody has used for five minutes; returns how many that were. */
  int closeIdle() {
    return closeIdle(IDLE);
  }

  int closeIdle(Duration idle) {
    long before = System.nanoTime() - idle.toNanos();
    var ended = new ArrayList<Line>();
    lock.lock();
    try {
      for (var each : List.copyOf(lines.entrySet())) {
        if (each.getValue().usedNanos - before < 0) {
          ended.add(lines.remove(each.getKey()));
        }
      }
    } finally {
      lock.unlock();
    }
    endSoon(ended);
    return ended.size();
  }

  /** A line in use ends with what it does now; nobody waits for that. */
  private void endSoon(List<Line> ended) {
    ended.forEach(line -> threads.execute(line::end));
  }

  @Override
  public void close() {
    List<Line> left;
    lock.lock();
    try {
      closed = true;
      left = List.copyOf(lines.values());
      lines.clear();
    } finally {
      lock.unlock();
    }
    left.forEach(Line::end);
  }
}
