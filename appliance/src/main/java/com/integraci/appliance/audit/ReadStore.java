package com.integraci.appliance.audit;

import com.integraci.appliance.database.Row;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.bundles.audit.AuditChain.Link;
import com.integraci.bundles.audit.ChainHash;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Reads chains: for pages and for exports. */
final class ReadStore {

  // The span bounds what a filter walks over, since no index knows what is inside of entries.
  private static final String PAGE =
      """
      select s.sequence, s.hash, e.body, d.content
      from app.audit_seal s
      join app.audit_entry e on e.tenant_id = s.tenant_id and e.position = s.position
      left join app.audit_detail d on d.tenant_id = e.tenant_id and d.position = e.position
      cross join lateral (select convert_from(e.body, 'UTF8')::jsonb as j) as b
      where s.tenant_id = ? and s.sequence < ? and s.sequence >= ?
      and (?::text is null or b.j ->> 'action' = ?::text)
      and (?::text is null or b.j -> 'actor' ->> 'id' = ?::text)
      and (b.j ->> 'at')::bigint >= ? and (b.j ->> 'at')::bigint < ?
      order by s.sequence desc
      limit ?
      """;

  private static final String SEGMENT =
      """
      select s.sequence, s.previous, s.hash, e.body
      from app.audit_seal s
      join app.audit_entry e on e.tenant_id = s.tenant_id and e.position = s.position
      where s.tenant_id = ? and s.sequence between ? and ?
      order by s.sequence
      """;

  private static final String STATE =
      """
      select coalesce(max(s.sequence), 0) as sealed,
             (select count(*) from (
                 select from app.audit_entry e
                 where e.tenant_id = ? and not exists (
                     select from app.audit_seal s
                     where s.tenant_id = e.tenant_id and s.position = e.position)
                 and e.position > coalesce(
                     (select w.position from app.audit_low_water w where w.tenant_id = ?), 0)
                 limit 10000) as unsealed) as waiting
      from app.audit_seal s where s.tenant_id = ?
      """;

  private static final String HEAD =
      """
      select hash from app.audit_seal where tenant_id = ? and sequence = ?
      """;

  private static final String CHECKPOINT =
      """
      select sequence, statement from app.audit_checkpoint
      where tenant_id = ? order by sequence desc limit 1
      """;

  /** An entry's place and bytes. */
  @SuppressWarnings("ArrayRecordComponent") // Written out, never compared.
  record Linked(Link link, byte[] body) {}

  List<AuditPage.Entry> page(Tx tx, TenantId tenant, AuditFilter filter, long before, long from) {
    String action = filter.action().orElse(null);
    String actor = filter.actor().map(Object::toString).orElse(null);
    return tx.query(
        PAGE,
        ReadStore::entry,
        tenant,
        before,
        from,
        action,
        action,
        actor,
        actor,
        filter.from().map(ReadStore::micros).orElse(0L),
        filter.to().map(ReadStore::micros).orElse(Long.MAX_VALUE),
        filter.limit());
  }

  /** Entries by sequence, both ends included; the caller bounds the span. */
  List<Linked> segment(Tx tx, TenantId tenant, long first, long last) {
    return tx.query(
        SEGMENT,
        row ->
            new Linked(
                new Link(
                    row.number("sequence"),
                    ChainHash.of(row.bytes("previous")),
                    ChainHash.of(row.bytes("hash"))),
                row.bytes("body")),
        tenant,
        first,
        last);
  }

  /** How far the chain is sealed, and how many entries wait (10,000 are as many as it counts). */
  long[] sealedAndWaiting(Tx tx, TenantId tenant) {
    return tx.first(
            STATE,
            row -> new long[] {row.number("sealed"), row.number("waiting")},
            tenant,
            tenant,
            tenant)
        .orElseThrow();
  }

  Optional<ChainHash> hash(Tx tx, TenantId tenant, long sequence) {
    return tx.first(HEAD, row -> ChainHash.of(row.bytes("hash")), tenant, sequence);
  }

  /** The last checkpoint's statement. */
  Optional<byte[]> lastCheckpoint(Tx tx, TenantId tenant) {
    return tx.first(CHECKPOINT, row -> row.bytes("statement"), tenant);
  }

  private static AuditPage.Entry entry(Row row) {
    return AuditPage.entry(
        row.number("sequence"),
        HexFormat.of().formatHex(row.bytes("hash")),
        row.bytes("body"),
        row.optionalBytes("content"));
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
