package com.integraci.appliance.broker;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Whom members' credentials were given to. */
final class UserStore {

  private static final int TENANTS_MAX = 1_000;

  private static final String FORGET =
      """
      delete from app.broker_user where tenant_id = ? and expires_at < now() - interval '1 minute'
      """;

  private static final String LIVE =
      """
      select count(*) as n, count(*) filter (where member_id = ?) as own
      from app.broker_user where tenant_id = ?
      """;

  /** A key stays its member's, with its role: what was given before must be seen to be too much. */
  private static final String PUT =
      """
      insert into app.broker_user (tenant_id, user_key, member_id, role, expires_at)
      values (?, ?, ?, ?, ?)
      on conflict (tenant_id, user_key) do update set expires_at = excluded.expires_at
      where broker_user.member_id = excluded.member_id and broker_user.role = excluded.role
          and not broker_user.revoked
      """;

  private static final String REVOKED =
      """
      select u.user_key, extract(epoch from u.expires_at)::bigint + 1 as until
      from app.broker_user u
      where u.tenant_id = ? and (u.revoked or not exists (
          select from app.acting_member m
          where m.tenant_id = u.tenant_id and m.member_id = u.member_id and m.acts_as = u.role))
      """;

  private static final String REVOKE =
      """
      update app.broker_user set revoked = true where tenant_id = ? and user_key = ?
      """;

  private static final String OUTDATED =
      """
      select 'outdated' as outdated
      from app.broker_user u
      where u.tenant_id = ? and not u.revoked and u.expires_at > now() and not exists (
          select from app.acting_member m
          where m.tenant_id = u.tenant_id and m.member_id = u.member_id and m.acts_as = u.role)
      limit 1
      """;

  private static final String OPEN =
      """
      select distinct tenant_id from app.broker_user
      where not revoked and expires_at > now() limit ?
      """;

  private UserStore() {}

  /**
   * How many credentials may still count.
   *
   * @param all the tenant's
   * @param own the member's
   */
  record Live(long all, long own) {}

  /** How many there are, once those that have ended are forgotten. */
  static Live live(Tx tx, Permit permit, UUID member) {
    TenantId tenant = permit.tenant();
    tx.execute(FORGET, tenant);
    return tx.first(LIVE, row -> new Live(row.number("n"), row.number("own")), member, tenant)
        .orElseThrow();
  }

  /** Notes it; false when the key is another's, or was revoked. */
  static boolean put(Tx tx, Permit permit, String user, Subscriber subscriber, Instant expires) {
    String role = subscriber.role().name().toLowerCase(java.util.Locale.ROOT);
    return tx.execute(PUT, permit.tenant(), user, subscriber.member(), role, expires) == 1;
  }

  /** Users that do not count, each with a second after which none of its statements was made. */
  static Map<String, Long> revoked(Tx tx, TenantId tenant) {
    var revoked = new HashMap<String, Long>();
    tx.query(REVOKED, row -> Map.entry(row.text("user_key"), row.number("until")), tenant)
        .forEach(each -> revoked.put(each.getKey(), each.getValue()));
    return revoked;
  }

  /** Notes that the broker knows: they never count again, whatever their members become. */
  static int revoke(Tx tx, Permit permit, Map<String, Long> users) {
    users.keySet().forEach(user -> tx.execute(REVOKE, permit.tenant(), user));
    return users.size();
  }

  /** Whether there are users that no longer count and that the broker was not told about. */
  static boolean outdated(Tx tx, TenantId tenant) {
    return tx.first(OUTDATED, row -> row.text("outdated"), tenant).isPresent();
  }

  /** Tenants with users that may count. */
  static List<TenantId> open(Tx tx) {
    return tx.query(OPEN, row -> new TenantId(row.uuid("tenant_id")), TENANTS_MAX);
  }
}
