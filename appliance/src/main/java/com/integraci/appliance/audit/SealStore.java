package com.integraci.appliance.audit;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import com.integraci.bundles.audit.AuditChain;
import com.integraci.bundles.audit.ChainHash;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of {@code audit_seal} and {@code audit_low_water}. */
final class SealStore {

  /** One sealer at a time for a tenant, over all control planes of the database. */
  private static final String LOCK =
      """
      select pg_advisory_xact_lock(hashtextextended('audit_seal ' || ?::text, 0))
      """;

  private static final String STATE =
      """
      select (select last_value from app.audit_position) as reached,
             pg_snapshot_xmin(pg_current_snapshot())::text as xact_min,
             coalesce((select position from app.audit_low_water where tenant_id = ?), 0) as low
      """;

  private static final String HEAD =
      """
      select sequence, hash from app.audit_seal
      where tenant_id = ? order by sequence desc limit 1
      """;

  // Both sides are bounded by position, so that the plan merges two short ranges of their indexes.
  private static final String UNSEALED =
      """
      select e.position, e.xact::text as xact, e.began::text as began, e.body
      from app.audit_entry e
      where e.tenant_id = ? and e.position > ? and not exists (
          select from app.audit_seal s
          where s.tenant_id = e.tenant_id and s.position = e.position and s.position > ?)
      order by e.position
      limit ?
      """;

  /**
   * What the transactions of a full batch have beyond it. An id alone is no transaction: after a
   * dump and restore it comes again.
   */
  private static final String REST =
      """
      select e.position, e.xact::text as xact, e.began::text as began, e.body
      from app.audit_entry e
      where e.tenant_id = ? and e.position > ? and (e.xact, e.began) in (
          select t.xact::xid8, t.began::timestamptz
          from unnest(?::text[], ?::text[]) as t (xact, began))
      and not exists (
          select from app.audit_seal s
          where s.tenant_id = e.tenant_id and s.position = e.position and s.position > ?)
      order by e.position
      """;

  private static final String INSERT =
      """
      insert into app.audit_seal (tenant_id, sequence, position, previous, hash)
      select ?::uuid, ?::bigint + p.n, p.position::bigint,
             substring(h.hashes from (32 * p.n - 31)::int for 32),
             substring(h.hashes from (32 * p.n + 1)::int for 32)
      from unnest(?::text[]) with ordinality as p (position, n), (select ?::bytea as hashes) as h
      """;

  private static final String RAISE_LOW_WATER =
      """
      insert into app.audit_low_water as w (tenant_id, position) values (?, ?)
      on conflict (tenant_id) do update set position = excluded.position
      where w.position < excluded.position
      """;

  private static final String XACT =
      """
      select pg_current_xact_id()::text as xact
      """;

  /**
   * Where a tenant stands.
   *
   * @param reached no entry has a larger position when this was read
   * @param xactMin smallest id of an open transaction
   * @param low all entries up to this position have seals
   */
  record State(long reached, long xactMin, long low) {}

  /** By which transaction an entry came, for comparison: its id and its start. */
  record Transaction(String xact, String began) {}

  /** An entry without a seal, in the order of positions. */
  static final class Unsealed {
    private final long position;
    private final Transaction transaction;
    private final byte[] body;

    Unsealed(long position, Transaction transaction, byte[] body) {
      this.position = position;
      this.transaction = transaction;
      this.body = body;
    }

    long position() {
      return position;
    }
  }

  State lock(Tx tx, TenantId tenant) {
    tx.query(LOCK, row -> row, tenant);
    // A statement of its own: its snapshot must not be older than the lock.
    return tx.first(
            STATE,
            row ->
                new State(
                    row.number("reached"), Long.parseLong(row.text("xact_min")), row.number("low")),
            tenant)
        .orElseThrow();
  }

  AuditChain chain(Tx tx, TenantId tenant) {
    return tx.first(
            HEAD,
            row ->
                AuditChain.resume(
                    tenant.value(), row.number("sequence"), ChainHash.of(row.bytes("hash"))),
            tenant)
        .orElseGet(() -> AuditChain.begin(tenant.value()));
  }

  /** The first {@code max} unsealed entries, and whatever else their transactions have. */
  List<Unsealed> unsealed(Tx tx, TenantId tenant, long low, int max) {
    List<Unsealed> batch =
        new ArrayList<>(tx.query(UNSEALED, SealStore::row, tenant, low, low, max));
    if (batch.size() == max) {
      long last = batch.getLast().position;
      var whole = batch.stream().map(entry -> entry.transaction).distinct().toList();
      var xacts = whole.stream().map(Transaction::xact).toList();
      var began = whole.stream().map(Transaction::began).toList();
      batch.addAll(tx.query(REST, SealStore::row, tenant, last, xacts, began, last));
    }
    return batch;
  }

  /** Links the entries to the chain's end; returns how many. */
  int seal(Tx tx, Permit permit, AuditChain chain, List<Unsealed> batch) {
    long before = chain.sequence();
    var hashes = ByteBuffer.allocate((batch.size() + 1) * ChainHash.BYTES);
    hashes.put(chain.head().bytes());
    for (Unsealed entry : batch) {
      hashes.put(chain.append(entry.body).hash().bytes());
    }
    List<String> positions = batch.stream().map(entry -> Long.toString(entry.position)).toList();
    tx.execute(INSERT, permit.tenant(), before, positions, hashes.array());
    return batch.size();
  }

  void raiseLowWater(Tx tx, Permit permit, long position) {
    tx.execute(RAISE_LOW_WATER, permit.tenant(), position);
  }

  /** This transaction's id, made now if it has none. */
  Optional<Long> xact(Tx tx) {
    return tx.first(XACT, row -> Long.valueOf(row.text("xact")));
  }

  private static Unsealed row(com.integraci.appliance.database.Row row) {
    var transaction = new Transaction(row.text("xact"), row.text("began"));
    return new Unsealed(row.number("position"), transaction, row.bytes("body"));
  }
}
