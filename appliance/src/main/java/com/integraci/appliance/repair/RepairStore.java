package com.integraci.appliance.repair;

import com.integraci.appliance.database.Row;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What PostgreSQL says a team consists of. */
final class RepairStore {

  private static final String BY_SLUG =
      """
      select tenant_id from app.tenant where slug = ? and state <> 'failed'
      """;

  private static final String TEAM =
      """
      select tenant_id, slug, plan, organisation, state from app.tenant where tenant_id = ?
      """;

  private static final String MEMBERS =
      """
      select member_id from app.member where tenant_id = ? and kind = ?
      """;

  private static final String ACCOUNTS =
      """
      select a.account_id, m.member_id is not null as enabled from app.service_account a
      left join app.member m on m.tenant_id = a.tenant_id and m.member_id = a.account_id
      where a.tenant_id = ?
      """;

  private static final String BUSY =
      """
      select count(*) as n from app.workflow
      where tenant_id = ? and ended_at is null and definition <> 'tenant.repair'
      """;

  private static final String REPAIRING =
      """
      select count(*) as n from app.workflow
      where tenant_id = ? and ended_at is null and definition = 'tenant.repair'
      """;

  /** Locks the row, so that of two starts one sees the other. */
  private static final String LOCK =
      """
      select state from app.tenant where tenant_id = ? for update
      """;

  private static final String READY =
      """
      insert into app.layer (tenant_id, layer, state) values (?, ?, 'ready')
      on conflict (tenant_id, layer) do update set state = excluded.state, changed_at = now()
      where app.layer.state <> 'ready'
      """;

  private static final String PAGE =
      """
      select t.tenant_id from app.tenant t
      left join app.repair_look l on l.tenant_id = t.tenant_id and l.ruled_at >= ?
      where t.tenant_id > ? and t.state in ('active', 'suspended') and l.tenant_id is null
      order by t.tenant_id limit ?
      """;

  private static final String LOOKED =
      """
      insert into app.repair_look as l (tenant_id, waiting, ruled_at)
      values (?, ?, case when ? then now() end)
      on conflict (tenant_id) do update
      set waiting = excluded.waiting, ruled_at = coalesce(excluded.ruled_at, l.ruled_at)
      """;

  private static final String WAITING =
      """
      select tenant_id from app.repair_look where waiting > 0 order by tenant_id limit ?
      """;

  private RepairStore() {}

  /** Keeps how many differences of a team wait for a person, and whether it was the rule's look. */
  static void looked(Tx tx, Permit permit, int waiting, boolean byRule) {
    tx.execute(LOOKED, permit.tenant(), waiting, byRule);
  }

  /** Teams with differences that wait for a person. */
  static List<TenantId> waiting(Tx tx, int limit) {
    return tx.query(WAITING, row -> new TenantId(row.uuid("tenant_id")), limit);
  }

  static Optional<TenantId> bySlug(Tx tx, String slug) {
    return tx.first(BY_SLUG, row -> new TenantId(row.uuid("tenant_id")), slug);
  }

  static Optional<Team> team(Tx tx, TenantId tenant) {
    return tx.first(TEAM, RepairStore::team, tenant.value());
  }

  private static Team team(Row row) {
    return new Team(
        new TenantId(row.uuid("tenant_id")),
        row.text("slug"),
        row.text("plan"),
        row.text("organisation"),
        row.text("state"));
  }

  /** The ids of members of a kind, {@code member} or {@code service}. */
  static Set<UUID> members(Tx tx, TenantId tenant, String kind) {
    return Set.copyOf(tx.query(MEMBERS, row -> row.uuid("member_id"), tenant.value(), kind));
  }

  /** Service accounts, and whether each is enabled. */
  static Map<UUID, Boolean> accounts(Tx tx, TenantId tenant) {
    return tx
        .query(
            ACCOUNTS, row -> Map.entry(row.uuid("account_id"), row.flag("enabled")), tenant.value())
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Whether workflows are under way that may be making what no row speaks of yet. */
  static boolean busy(Tx tx, TenantId tenant) {
    return count(tx, BUSY, tenant) > 0;
  }

  /** Whether a repair is under way; no other begins until the transaction ends. */
  static boolean repairing(Tx tx, Permit permit) {
    tx.first(LOCK, row -> row.text("state"), permit.tenant().value());
    return count(tx, REPAIRING, permit.tenant()) > 0;
  }

  private static long count(Tx tx, String sql, TenantId tenant) {
    return tx.first(sql, row -> row.number("n"), tenant.value()).orElse(0L);
  }

  static void ready(Tx tx, Permit permit, String layer) {
    tx.execute(READY, permit.tenant().value(), layer);
  }

  /** Teams that can be repaired and the rule has not looked at since, by their ids. */
  static List<TenantId> page(Tx tx, Instant since, TenantId after, int limit) {
    return tx.query(PAGE, row -> new TenantId(row.uuid("tenant_id")), since, after.value(), limit);
  }
}
