package com.integraci.appliance.notices;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Notices that are to be mailed. */
final class DueStore {

  /** One of each tenant, so that nobody waits for all of another's. */
  private static final String CLAIM =
      """
      update app.notice n
      set due_at = now() + make_interval(secs => ?), lease_id = ?
      from (select d.tenant_id, d.notice_id
            from (select distinct on (tenant_id) tenant_id, notice_id, due_at
                  from app.notice where due_at <= now() order by tenant_id, due_at) as d
            order by d.due_at limit ?) as due
      where n.tenant_id = due.tenant_id and n.notice_id = due.notice_id and n.due_at <= now()
      returning n.tenant_id, n.notice_id
      """;

  private static final String BEGIN =
      """
      update app.notice n set tries = n.tries + 1
      from app.tenant t
      where n.tenant_id = ? and n.notice_id = ? and n.lease_id = ? and t.tenant_id = n.tenant_id
      returning n.member_id, n.action, n.tries, t.slug
      """;

  private static final String END =
      """
      update app.notice
      set mail = ?, due_at = case when ? = 'waiting' then due_at end,
          lease_id = case when ? = 'waiting' then lease_id end
      where tenant_id = ? and notice_id = ? and lease_id = ?
      """;

  private static final String AGAIN =
      """
      update app.notice set due_at = now() + make_interval(secs => ?), lease_id = null
      where tenant_id = ? and notice_id = ? and lease_id = ?
      """;

  private DueStore() {}

  /** A notice that was taken. */
  record Claim(TenantId tenant, UUID notice) {}

  /**
   * What is to be mailed.
   *
   * @param tries how often it was tried, this time too
   */
  record Due(UUID member, String action, int tries, String slug) {}

  static List<Claim> claim(Tx tx, UUID lease, Duration length, int max) {
    return tx.query(
        CLAIM,
        row -> new Claim(new TenantId(row.uuid("tenant_id")), row.uuid("notice_id")),
        length.toSeconds(),
        lease,
        max);
  }

  /** None, when somebody else has it by now. */
  static Optional<Due> begin(Tx tx, Permit permit, UUID lease) {
    return tx.first(
        BEGIN,
        row ->
            new Due(
                row.uuid("member_id"),
                row.text("action"),
                (int) row.number("tries"),
                row.text("slug")),
        permit.tenant(),
        permit.resource().id(),
        lease);
  }

  static long end(Tx tx, Permit permit, UUID lease, String state) {
    return tx.execute(END, state, state, state, permit.tenant(), permit.resource().id(), lease);
  }

  static long again(Tx tx, Permit permit, UUID lease, Duration wait) {
    return tx.execute(AGAIN, wait.toSeconds(), permit.tenant(), permit.resource().id(), lease);
  }
}
