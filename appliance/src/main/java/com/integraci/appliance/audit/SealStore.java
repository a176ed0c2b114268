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
             coalesce((select position from app.audit_low_water where tenant_id = ?), 0) as low,
             s.sequence, s.hash
      from (select) as always left join lateral (
          select sequence, hash from app.audit_seal
          where tenant_id = ? order by sequence desc limit 1) as s on true
      """;

  private static final String HEAD =
      """
      select sequence, hash from app.audit_seal
      where tenant_id = ? order by sequence desc limit 1
      """;

  // All entries in one value, each after its position and length: a row of its own costs the
  // client more than its hash. Both sides are bounded by position, so that the plan merges two
  // short ranges of their indexes.
  private static final String UNSEALED =
      """
      select string_agg(
          int8send(u.position) || int4send(octet_length(u.body)) || u.body, ''
          order by u.position) as entries
      from (
          select e.position, e.body
          from app.audit_entry e
          where e.tenant_id = ? and e.position > ? and not exists (
              select from app.audit_seal s
              where s.tenant_id = e.tenant_id and s.position = e.position and s.position > ?)
          order by e.position
          limit ?) as u
      """;

  /**
   * What the transactions of a full batch have beyond it. An id alone is no transaction: after a
   * dump and restore it comes again.
   */
  private static final String REST =
      """
      select string_agg(
          int8send(u.position) || int4send(octet_length(u.body)) || u.body, ''
          order by u.position) as entries
      from (
          select e.position, e.body
          from app.audit_entry e
          where e.tenant_id = ? and e.position > ? and (e.xact, e.began) in (
              select b.xact, b.began from app.audit_entry b
              where b.tenant_id = ? and b.position = any (?::text[]::bigint[]))
          and not exists (
              select from app.audit_seal s
              where s.tenant_id = e.tenant_id and s.position = e.position and s.position > ?)
          ) as u
      """;

  /** Answers with the id of the transaction, which it makes by writing. */
  private static final String INSERT =
      """
      with sealed as (
          insert into app.audit_seal (tenant_id, sequence, position, previous, hash)
          select ?::uuid, ?::bigint + p.n, p.position::bigint,
                 substring(h.hashes from (32 * p.n - 31)::int for 32),
                 substring(h.hashes from (32 * p.n + 1)::int for 32)
          from unnest(?::text[]) with ordinality as p (position, n),
               (select ?::bytea as hashes) as h
          returning sequence)
      select pg_current_xact_id()::text as xact from sealed limit 1
      """;

  private static final String RAISE_LOW_WATER =
      """
      insert into app.audit_low_water as w (tenant_id, position) values (?, ?)
      on conflict (tenant_id) do update set position = excluded.position
      where w.position < excluded.position
      """;

  /**
   * Where a tenant stands.
   *
   * @param reached no entry has a larger position when this was read
   * @param xactMin smallest id of an open transaction
   * @param low all entries up to this position have seals
   * @param chain to be continued
   */
  record State(long reached, long xactMin, long low, AuditChain chain) {}

  /** An entry without a seal. */
  @SuppressWarnings("ArrayRecordComponent") // Hashed, never compared.
  record Unsealed(long position, byte[] body) {}

  State lock(Tx tx, TenantId tenant) {
    tx.query(LOCK, row -> row, tenant);
    // A statement of its own: its snapshot must not be older than the lock.
    return tx.first(
            STATE,
            row ->
                new State(
                    row.number("reached"),
                    Long.parseLong(row.text("xact_min")),
                    row.number("low"),
                    row.optionalBytes("hash")
                        .map(hash -> resume(tenant, row.number("sequence"), hash))
                        .orElseGet(() -> AuditChain.begin(tenant.value()))),
            tenant,
            tenant)
        .orElseThrow();
  }

  AuditChain chain(Tx tx, TenantId tenant) {
    return tx.first(HEAD, row -> resume(tenant, row.number("sequence"), row.bytes("hash")), tenant)
        .orElseGet(() -> AuditChain.begin(tenant.value()));
  }

  private static AuditChain resume(TenantId tenant, long sequence, byte[] hash) {
    return AuditChain.resume(tenant.value(), sequence, ChainHash.of(hash));
  }

  /**
   * The first {@code max} unsealed entries by position, and whatever else their transactions have.
   */
  List<Unsealed> unsealed(Tx tx, TenantId tenant, long low, int max) {
    List<Unsealed> batch = entries(tx, UNSEALED, tenant, low, low, max);
    if (batch.size() == max) {
      long last = batch.getLast().position();
      batch.addAll(entries(tx, REST, tenant, last, tenant, positions(batch), last));
    }
    return batch;
  }

  private static List<Unsealed> entries(Tx tx, String sql, Object... parameters) {
    var entries = new ArrayList<Unsealed>();
    for (byte[] all :
        tx.query(sql, row -> row.optionalBytes("entries"), parameters).stream()
            .flatMap(Optional::stream)
            .toList()) {
      var bytes = ByteBuffer.wrap(all);
      while (bytes.hasRemaining()) {
        long position = bytes.getLong();
        byte[] body = new byte[bytes.getInt()];
        bytes.get(body);
        entries.add(new Unsealed(position, body));
      }
    }
    return entries;
  }

  private static List<String> positions(List<Unsealed> batch) {
    return batch.stream().map(entry -> Long.toString(entry.position())).toList();
  }

  /** Links the entries, one or more, to the chain's end; returns this transaction's id. */
  long seal(Tx tx, Permit permit, AuditChain chain, List<Unsealed> batch) {
    long before = chain.sequence();
    var hashes = ByteBuffer.allocate((batch.size() + 1) * ChainHash.BYTES);
    hashes.put(chain.head().bytes());
    for (Unsealed entry : batch) {
      hashes.put(chain.append(entry.body()).hash().bytes());
    }
    return tx.first(
            INSERT,
            row -> Long.parseLong(row.text("xact")),
            permit.tenant(),
            before,
            positions(batch),
            hashes.array())
        .orElseThrow();
  }

  void raiseLowWater(Tx tx, Permit permit, long position) {
    tx.executeWithNext(RAISE_LOW_WATER, permit.tenant(), position);
  }
}
