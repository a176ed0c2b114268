package com.integraci.appliance.tenancy;

import com.integraci.appliance.database.Row;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Tenants, their layers and members. */
final class TenantStore {

  private static final String INSERT =
      """
      insert into app.tenant (tenant_id, slug, plan, organisation, state)
      values (?, ?, ?, ?, 'provisioning') on conflict (tenant_id) do nothing
      """;

  private static final String FIND =
      """
      select t.tenant_id, t.slug, t.plan, t.organisation, t.state, t.created_at,
             coalesce((select string_agg(l.layer || ' ' || l.state, ',') from app.layer l
                       where l.tenant_id = t.tenant_id), '') as layers
      from app.tenant t where t.tenant_id = ?
      """;

  /** The newest first, without those of the probe; operators don't see what a team calls itself. */
  private static final String LIST =
      """
      select t.tenant_id, t.slug, t.plan, '' as organisation, t.state, t.created_at,
             coalesce((select string_agg(l.layer || ' ' || l.state, ',') from app.layer l
                       where l.tenant_id = t.tenant_id), '') as layers
      from app.tenant t
      where t.tenant_id < ? and t.slug <> 'isolation-probe-one'
          and t.slug <> 'isolation-probe-other'
      order by t.tenant_id desc limit ?
      """;

  private static final String MISSING =
      """
      select t.tenant_id from app.tenant t
      where t.state = 'active'
          and (select count(*) from app.layer l
               where l.tenant_id = t.tenant_id and l.state = 'ready' and l.layer = any (?)) < ?
      order by t.tenant_id limit 1000
      """;

  private static final String SET_STATE =
      """
      update app.tenant set state = ? where tenant_id = ?
      """;

  /** Locks the row, so that of two changes of the state one sees the other. */
  private static final String STATE =
      """
      select state from app.tenant where tenant_id = ? for update
      """;

  private static final String BY_SLUG =
      """
      select tenant_id from app.tenant where slug = ? and state <> 'failed'
      """;

  private static final String END_SESSIONS =
      """
      delete from app.session where tenant_id = ?
      """;

  private static final String SET_LAYER =
      """
      insert into app.layer (tenant_id, layer, state) values (?, ?, ?)
      on conflict (tenant_id, layer) do update set state = excluded.state, changed_at = now()
      """;

  private static final String INSERT_MEMBER =
      """
      insert into app.member (tenant_id, member_id, kind, role) values (?, ?, ?, ?)
      on conflict (tenant_id, member_id) do nothing
      """;

  private static final String DELETE_MEMBER =
      """
      delete from app.member where tenant_id = ? and member_id = ?
      """;

  private TenantStore() {}

  /** Adds the tenant; false when it is there already. */
  static boolean insert(Tx tx, Permit permit, String slug, String plan, String organisation) {
    return tx.execute(INSERT, permit.tenant().value(), slug, plan, organisation) == 1;
  }

  static Optional<Tenant> find(Tx tx, TenantId tenant) {
    return tx.first(FIND, TenantStore::tenant, tenant.value());
  }

  static List<Tenant> list(Tx tx, UUID below, int limit) {
    return tx.query(LIST, TenantStore::tenant, below, limit);
  }

  /** Active tenants that do not have all these layers. */
  static List<TenantId> missing(Tx tx, List<String> layers) {
    return tx.query(
        MISSING, row -> new TenantId(row.uuid("tenant_id")), layers, (long) layers.size());
  }

  static void state(Tx tx, Permit permit, String state) {
    tx.execute(SET_STATE, state, permit.tenant().value());
  }

  /** The state, which is nobody else's to change until the transaction ends. */
  static String lockState(Tx tx, Permit permit) {
    return tx.first(STATE, row -> row.text("state"), permit.tenant().value()).orElseThrow();
  }

  /** The tenant of that slug, for jobs that see all of them. */
  static Optional<TenantId> bySlug(Tx tx, String slug) {
    return tx.first(BY_SLUG, row -> new TenantId(row.uuid("tenant_id")), slug);
  }

  /** Ends every browser's session of the tenant. */
  static void endSessions(Tx tx, Permit permit) {
    tx.execute(END_SESSIONS, permit.tenant().value());
  }

  static void layer(Tx tx, Permit permit, String layer, String state) {
    tx.execute(SET_LAYER, permit.tenant().value(), layer, state);
  }

  static void addMember(Tx tx, Permit permit, UUID member, String kind, String role) {
    tx.execute(INSERT_MEMBER, permit.tenant().value(), member, kind, role);
  }

  static void removeMember(Tx tx, Permit permit, UUID member) {
    tx.execute(DELETE_MEMBER, permit.tenant().value(), member);
  }

  private static Tenant tenant(Row row) {
    var layers = new TreeMap<String, String>();
    for (String layer : row.text("layers").split(",", -1)) {
      int space = layer.indexOf(' ');
      if (space > 0) {
        layers.put(layer.substring(0, space), layer.substring(space + 1));
      }
    }
    return new Tenant(
        new TenantId(row.uuid("tenant_id")),
        row.text("slug"),
        row.text("plan"),
        row.text("organisation"),
        row.text("state"),
        row.instant("created_at"),
        layers);
  }
}
