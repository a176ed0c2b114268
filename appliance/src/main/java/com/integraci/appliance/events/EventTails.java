package com.integraci.appliance.events;

import com.integraci.appliance.audit.SealedEntries;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import java.util.List;
import java.util.Optional;

/** How far a reader has come with each tenant's events: rows of {@code event_tail}. */
final class EventTails {

  private static final int TENANTS_MAX = 1000;

  private static final String BEHIND =
      """
      select t.tenant_id
      from app.event_tail t
      where t.reader = ? and t.sequence < (
          select max(s.sequence) from app.audit_seal s where s.tenant_id = t.tenant_id)
      limit ?
      """;

  private static final String BEGIN =
      """
      insert into app.event_tail (tenant_id, reader, sequence) values (?, ?, ?)
      on conflict (tenant_id, reader) do nothing
      """;

  private static final String LOCK =
      """
      select sequence from app.event_tail where tenant_id = ? and reader = ? for update
      """;

  private static final String MOVE =
      """
      update app.event_tail set sequence = ?, changed_at = now()
      where tenant_id = ? and reader = ? and sequence < ?
      """;

  private static final String END =
      """
      delete from app.event_tail where tenant_id = ? and reader = ?
      """;

  private final String reader;

  EventTails(String reader) {
    this.reader = reader;
  }

  /** Tenants with sealed entries that were not read, 1000 at most. */
  List<TenantId> behind(JobDatabase claims) {
    return claims.claim(
        tx -> tx.query(BEHIND, row -> new TenantId(row.uuid("tenant_id")), reader, TENANTS_MAX));
  }

  /** Starts to read, if it did not, with what is sealed from now on. */
  void begin(Tx tx, Permit permit) {
    long last = SealedEntries.last(tx, permit.tenant());
    tx.execute(BEGIN, permit.tenant(), reader, last);
  }

  /** The place, kept from other readers until the transaction ends; none, if nobody reads. */
  Optional<Long> lock(Tx tx, Permit permit) {
    return tx.first(LOCK, row -> row.number("sequence"), permit.tenant(), reader);
  }

  /** Moves the place on, never back. */
  void move(Tx tx, Permit permit, long sequence) {
    tx.execute(MOVE, sequence, permit.tenant(), reader, sequence);
  }

  /** Reads no more. */
  void end(Tx tx, Permit permit) {
    tx.execute(END, permit.tenant(), reader);
  }
}
