package com.integraci.appliance.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Unavailable;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Policy;
import com.integraci.bundles.canonical.CanonicalJson;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Exports of a part of a chain: of the entries around a time. */
public final class AuditExcerpts {

  private static final int STRETCH = 500;
  private static final Duration SEALED_WITHIN = Duration.ofSeconds(20);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

  private final Database database;
  private final AuditKeys keys;
  private final ExportWriter writer;
  private final ReadStore store = new ReadStore();

  /** Of the chains in that database. */
  public AuditExcerpts(Database database, Policy policy, AuditLog log, StatementSigner signer) {
    this.database = database;
    this.keys = new AuditKeys(database, policy, log, signer);
    this.writer = new ExportWriter(database, keys);
  }

  /** Entries by their sequences, both included. */
  public record Excerpt(long first, long last) {}

  /** Takes entries' bytes. */
  @FunctionalInterface
  public interface Reader {
    /** The next ones, in their order. */
    void entries(List<byte[]> bodies) throws IOException;
  }

  /**
   * What can't be said any more once the first byte is sent.
   *
   * @throws Unavailable when it could not be signed
   */
  public void requireSigner() {
    keys.record();
  }

  /** How far the chain of the permit's team is sealed. */
  public long sealed(Permit permit) {
    var tenant = permit.tenant();
    return database.inTenant(tenant, tx -> store.sealedAndWaiting(tx, tenant)[0]);
  }

  /**
   * Waits until the entry about the permit's resource is sealed; its sequence.
   *
   * @param after it comes after that one
   * @throws Unavailable when that takes too long
   */
  public long awaitSealed(Permit permit, long after) {
    var mark = permit.resource().id().toString();
    long end = System.nanoTime() + SEALED_WITHIN.toNanos();
    long seen = after;
    while (System.nanoTime() < end) {
      var next = entries(permit.tenant(), seen + 1, seen + STRETCH);
      for (ReadStore.Linked entry : next) {
        seen = entry.link().sequence();
        if (new String(entry.body(), UTF_8).contains(mark)) {
          return seen;
        }
      }
      if (next.isEmpty()) {
        LockSupport.parkNanos(LOOK_AGAIN.toNanos());
      }
    }
    throw new Unavailable(
        "postgresql", "The audit chain is behind. Ask again in a moment.", new IOException(mark));
  }

  /**
   * The entries of a time, and one before them if there is one. Entries stand in the chain in the
   * order of their times but for those that commit at the same time, so the caller adds a margin.
   *
   * @param last none after that
   */
  public Excerpt around(Permit permit, Instant from, Instant to, long last) {
    long first = Math.max(1, firstSince(permit.tenant(), from, last) - 1);
    return new Excerpt(first, Math.min(last, firstSince(permit.tenant(), to, last)));
  }

  /** By halving what is left; one after the last when there is none. */
  private long firstSince(TenantId tenant, Instant time, long last) {
    long low = 1;
    long high = last + 1;
    while (low < high) {
      long middle = (low + high) >>> 1;
      var at = at(entries(tenant, middle, middle).getFirst().body());
      if (at.isBefore(time)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static Instant at(byte[] body) {
    long micros = CanonicalJson.readObject(body).whole("at");
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** Writes them as an export (docs/audit-format.md). */
  public void write(Permit permit, Excerpt excerpt, OutputStream out) throws IOException {
    writer.write(permit.tenant(), excerpt.first(), excerpt.last(), out);
  }

  /** Reads them a stretch after the other. */
  public void read(Permit permit, Excerpt excerpt, Reader reader) throws IOException {
    for (long next = excerpt.first(); next <= excerpt.last(); next += STRETCH) {
      long end = Math.min(excerpt.last(), next + STRETCH - 1);
      var stretch = entries(permit.tenant(), next, end);
      reader.entries(stretch.stream().map(ReadStore.Linked::body).toList());
    }
  }

  private List<ReadStore.Linked> entries(TenantId tenant, long first, long last) {
    return database.inTenant(tenant, tx -> store.segment(tx, tenant, first, last));
  }
}
