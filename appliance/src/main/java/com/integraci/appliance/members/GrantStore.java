package com.integraci.appliance.members;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.Row;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Rows of roles for a time. What is over is not among them, swept or not. */
final class GrantStore {

  private static final String RUNNING =
      """
      select grant_id, member_id, role, reason, given_by, created_at, ends_at
      from app.role_grant
      where tenant_id = ? and ends_at > now()
      order by ends_at, grant_id
      limit ?
      """;

  private static final String ONE =
      """
      select grant_id, member_id, role, reason, given_by, created_at, ends_at
      from app.role_grant
      where tenant_id = ? and grant_id = ? and ends_at > now()
      """;

  private static final String COUNT =
      """
      select count(*) as n from app.role_grant where tenant_id = ? and ends_at > now()
      """;

  private static final String INSERT =
      """
      insert into app.role_grant
          (tenant_id, grant_id, member_id, role, reason, given_by, ends_at)
      values (?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String DELETE =
      """
      delete from app.role_grant where tenant_id = ? and grant_id = ?
      """;

  private static final String OVER =
      """
      select grant_id, member_id, role, reason, given_by, created_at, ends_at
      from app.role_grant
      where tenant_id = ? and ends_at <= now()
      order by ends_at
      limit ?
      """;

  /** A day before the end, or when a tenth of the span is left, whichever is later. */
  private static final String ENDING =
      """
      select grant_id, member_id, role, reason, given_by, created_at, ends_at
      from app.role_grant
      where tenant_id = ? and told_at is null and ends_at > now()
          and ends_at <= now() + least(interval '1 day', (ends_at - created_at) / 10)
      order by ends_at
      limit ?
      """;

  private static final String TOLD =
      """
      update app.role_grant set told_at = now()
      where tenant_id = ? and grant_id = ? and told_at is null
      """;

  private GrantStore() {}

  static List<RoleGrant> running(Database database, TenantId tenant, int limit) {
    return database.read(tenant, RUNNING, GrantStore::grant, tenant, limit);
  }

  static Optional<RoleGrant> find(Tx tx, TenantId tenant, UUID id) {
    return tx.first(ONE, GrantStore::grant, tenant, id);
  }

  static long count(Tx tx, Permit permit) {
    return tx.first(COUNT, row -> row.number("n"), permit.tenant()).orElseThrow();
  }

  static void insert(Tx tx, Permit permit, GrantRole command) {
    tx.execute(
        INSERT,
        permit.tenant(),
        permit.resource().id(),
        command.member(),
        MemberStore.word(command.role()),
        command.reason(),
        permit.actor().id(),
        command.until());
  }

  /** True for one caller only, of any number at once. */
  static boolean delete(Tx tx, Permit permit, UUID id) {
    return tx.execute(DELETE, permit.tenant(), id) == 1;
  }

  /** What has ended and still has its row, the oldest first. */
  static List<RoleGrant> over(Tx tx, TenantId tenant, int limit) {
    return tx.query(OVER, GrantStore::grant, tenant, limit);
  }

  /** What ends soon without its member having been told, the soonest first. */
  static List<RoleGrant> ending(Tx tx, TenantId tenant, int limit) {
    return tx.query(ENDING, GrantStore::grant, tenant, limit);
  }

  /** True for one caller only, of any number at once. */
  static boolean tell(Tx tx, Permit permit) {
    return tx.execute(TOLD, permit.tenant(), permit.resource().id()) == 1;
  }

  private static RoleGrant grant(Row row) {
    return new RoleGrant(
        row.uuid("grant_id"),
        row.uuid("member_id"),
        MemberStore.role(row.text("role")),
        row.text("reason"),
        row.uuid("given_by"),
        row.instant("created_at"),
        row.instant("ends_at"));
  }
}
