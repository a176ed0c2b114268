package com.integraci.appliance.broker;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Unavailable;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import tools.jackson.databind.JsonNode;

/**
 * Publishes tenants' events: for each tenant one connection as a user of its account, opened when
 * there is something to publish and closed when it is idle for five minutes; 256 at most, then the
 * one that is idle the longest gives way. A connection that is lost, or whose credential has ended
 * after an hour, is opened anew by the next call. May be used by several threads; calls for one
 * tenant go one after the other.
 */
public final class Publisher implements AutoCloseable {

  private static final int CONNECTIONS_MAX = 256;
  private static final Duration IDLE = Duration.ofMinutes(5);
  private static final Duration LIFE = Duration.ofHours(1);
  private static final int WRONG_LAST_ID = 10_070;
  private static final int WRONG_LAST_SEQUENCE = 10_071;
  private static final int NO_MESSAGE = 10_037;

  private final Links links;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<TenantId, Line> lines = new HashMap<>();

  Publisher(Links links) {
    this.links = links;
  }

  /** A tenant's connection, when there is one. */
  private static final class Line {
    final ReentrantLock turn = new ReentrantLock();
    Optional<Link> link = Optional.empty();
    volatile long usedNanos = System.nanoTime();

    void close() {
      link.ifPresent(Link::close);
      link = Optional.empty();
    }
  }

  /** Something to be done on a connection. */
  @FunctionalInterface
  private interface Work<T> {
    T on(Link link);
  }

  /**
   * The id of the last event in a tenant's stream, as it was published; empty when there is none.
   *
   * @throws Unavailable when the broker or OpenBao is away, or the tenant has no account
   */
  public Optional<String> lastId(TenantId tenant) {
    String body = "{\"last_by_subj\":\"" + TenantStream.subjects(tenant) + "\"}";
    return on(
        tenant,
        link -> {
          JsonNode answer = link.ask(TenantStream.GET, body);
          if (answer.path("error").path("err_code").asInt(0) == NO_MESSAGE) {
            return Optional.empty();
          }
          return id(answer);
        });
  }

  /**
   * Publishes an event if the last one in the stream is the expected one. When this returns, the
   * broker has the event; it forces it to the disk within ten seconds.
   *
   * @param subject below {@code t.<tenant>.}
   * @param id the event's, unique in the tenant
   * @param expectedLastId the id of the event before it, or "" when the stream was never used
   * @param event 60 KiB at most
   * @throws Unavailable when it is not known to be stored: look at {@link #lastId}
   */
  public Publication publish(
      TenantId tenant, String subject, String id, String expectedLastId, byte[] event) {
    if (!subject.startsWith("t." + tenant + ".")) {
      throw new IllegalArgumentException("not a subject of the tenant: " + subject);
    }
    var headers = new Headers();
    headers.put("Nats-Msg-Id", id);
    headers.put("Nats-Expected-Stream", TenantStream.NAME);
    if (expectedLastId.isEmpty()) {
      headers.put("Nats-Expected-Last-Sequence", "0");
    } else {
      headers.put("Nats-Expected-Last-Msg-Id", expectedLastId);
    }
    return on(tenant, link -> publication(link.ask(subject, headers, event)));
  }

  private static Publication publication(JsonNode answer) {
    int error = answer.path("error").path("err_code").asInt(0);
    if (error == WRONG_LAST_ID || error == WRONG_LAST_SEQUENCE) {
      return Publication.OUT_OF_ORDER;
    }
    expectDone(answer);
    return answer.path("duplicate").asBoolean(false) ? Publication.DUPLICATE : Publication.STORED;
  }

  private static Optional<String> id(JsonNode answer) {
    expectDone(answer);
    byte[] headers = Base64.getDecoder().decode(answer.path("message").path("hdrs").asString(""));
    return new String(headers, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("Nats-Msg-Id:"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst();
  }

  private static void expectDone(JsonNode answer) {
    if (answer.has("error")) {
      String said = answer.path("error").path("description").asString("");
      throw Link.away(new IOException("the stream refused: " + said));
    }
  }

  private <T> T on(TenantId tenant, Work<T> work) {
    Line line = line(tenant);
    line.turn.lock();
    try {
      if (line.link.filter(Link::usable).isEmpty()) {
        line.close();
        line.link = Optional.of(open(tenant));
      }
      line.usedNanos = System.nanoTime();
      return work.on(line.link.orElseThrow());
    } catch (Unavailable e) {
      line.close();
      throw e;
    } finally {
      line.turn.unlock();
    }
  }

  private Link open(TenantId tenant) {
    String account =
        links
            .database()
            .inTenant(tenant, tx -> AccountStore.account(tx, tenant))
            .orElseThrow(() -> Link.away(new IOException("no account for " + tenant)));
    var publish = List.of(TenantStream.subjects(tenant), TenantStream.GET);
    return links.tenant(tenant, account, publish, LIFE);
  }

  private Line line(TenantId tenant) {
    lock.lock();
    try {
      if (!lines.containsKey(tenant) && lines.size() >= CONNECTIONS_MAX) {
        lines.entrySet().stream()
            .min(Comparator.comparingLong(entry -> entry.getValue().usedNanos))
            .map(Map.Entry::getKey)
            .ifPresent(idlest -> end(List.of(idlest)));
      }
      return lines.computeIfAbsent(tenant, _ -> new Line());
    } finally {
      lock.unlock();
    }
  }

  /** Closes what nobody has used for five minutes; returns how many that were. */
  public int closeIdle() {
    long before = System.nanoTime() - IDLE.toNanos();
    lock.lock();
    try {
      var idle = new ArrayList<TenantId>();
      lines.forEach(
          (tenant, line) -> {
            if (line.usedNanos - before < 0) {
              idle.add(tenant);
            }
          });
      end(idle);
      return idle.size();
    } finally {
      lock.unlock();
    }
  }

  /** A line in use ends with what it does now, and is opened anew by whoever comes next. */
  private void end(List<TenantId> tenants) {
    for (TenantId tenant : tenants) {
      Line line = lines.remove(tenant);
      line.turn.lock();
      try {
        line.close();
      } finally {
        line.turn.unlock();
      }
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      end(List.copyOf(lines.keySet()));
    } finally {
      lock.unlock();
    }
  }
}
