package com.integraci.appliance.events;

import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import java.util.List;

/** How far tenants' events are published: the rows of {@code event_tail} of reader "broker". */
final class PublishStore {

  private static final int TENANTS_MAX = 1000;

  private static final String BEHIND =
      """
      select a.tenant_id
      from app.broker_account a
      left join app.event_tail t on t.tenant_id = a.tenant_id and t.reader = 'broker'
      where coalesce(t.sequence, 0) < (
          select max(s.sequence) from app.audit_seal s where s.tenant_id = a.tenant_id)
      limit ?
      """;

  /** A minute is six times what the broker waits before it forces to the disk. */
  private static final String LAST_MOVED =
      """
      select t.tenant_id
      from app.event_tail t
      where t.reader = 'broker' and t.changed_at > (
          select max(changed_at) from app.event_tail where reader = 'broker') - interval '1 minute'
      limit ?
      """;

  private static final String PLACE =
      """
      select t.state, coalesce(e.sequence, 0) as sequence
      from app.tenant t
      left join app.event_tail e on e.tenant_id = t.tenant_id and e.reader = 'broker'
      where t.tenant_id = ?
      """;

  private static final String MOVE =
      """
      insert into app.event_tail (tenant_id, reader, sequence) values (?, 'broker', ?)
      on conflict (tenant_id, reader) do update set sequence = excluded.sequence, changed_at = now()
      where event_tail.sequence < excluded.sequence
      """;

  /**
   * Where a tenant stands.
   *
   * @param suspended whether nothing is published now
   * @param sequence the place up to which everything was published or is no event
   */
  record Place(boolean suspended, long sequence) {}

  /** Tenants with an account and sealed entries that were not read, 1000 at most. */
  List<TenantId> behind(JobDatabase claims) {
    return tenants(claims, BEHIND);
  }

  /** Tenants whose places were moved in the last minute in which any was, 1000 at most. */
  List<TenantId> lastMoved(JobDatabase claims) {
    return tenants(claims, LAST_MOVED);
  }

  private static List<TenantId> tenants(JobDatabase claims, String sql) {
    return claims.claim(
        tx -> tx.query(sql, row -> new TenantId(row.uuid("tenant_id")), TENANTS_MAX));
  }

  Place place(Tx tx, TenantId tenant) {
    return tx.first(
            PLACE,
            row -> new Place(row.text("state").equals("suspended"), row.number("sequence")),
            tenant)
        .orElseThrow(() -> new IllegalStateException("no tenant " + tenant));
  }

  /** Moves the place on, never back. */
  void move(Tx tx, Permit permit, long sequence) {
    tx.execute(MOVE, permit.tenant(), sequence);
  }
}
