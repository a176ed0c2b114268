package com.integraci.appliance.audit;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A tenant's entries in the gapless order of its chain, for whoever follows it. Personal detail is
 * not among them.
 */
public final class SealedEntries {

  /** The most entries that are read at a time. */
  public static final int MAX = 1_000;

  private static final String AFTER =
      """
      select s.sequence, s.hash, e.body
      from app.audit_seal s
      join app.audit_entry e on e.tenant_id = s.tenant_id and e.position = s.position
      where s.tenant_id = ? and s.sequence > ?
      order by s.sequence
      limit ?
      """;

  private static final String LAST =
      """
      select sequence from app.audit_seal where tenant_id = ? order by sequence desc limit 1
      """;

  private SealedEntries() {}

  /**
   * The entries that follow a sequence, the oldest first.
   *
   * @param limit 1 to {@link #MAX}
   */
  public static List<AuditPage.Entry> after(Tx tx, TenantId tenant, long sequence, int limit) {
    if (limit < 1 || limit > MAX) {
      throw new IllegalArgumentException("1 to " + MAX + " entries, not " + limit);
    }
    return tx.query(
        AFTER,
        row ->
            AuditPage.entry(
                row.number("sequence"),
                HexFormat.of().formatHex(row.bytes("hash")),
                row.bytes("body"),
                Optional.empty()),
        tenant,
        sequence,
        limit);
  }

  /** The sequence of the last sealed entry, 0 for none. */
  public static long last(Tx tx, TenantId tenant) {
    return tx.first(LAST, row -> row.number("sequence"), tenant).orElse(0L);
  }
}
