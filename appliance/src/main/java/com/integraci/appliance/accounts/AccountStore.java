package com.integraci.appliance.accounts;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.Row;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Role;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Service accounts in PostgreSQL. */
final class AccountStore {

  private static final String LIST =
      """
      select a.account_id, a.name, coalesce(m.role, a.role) as role,
             m.member_id is not null as enabled, a.created_by, a.created_at, a.rotated_at,
             a.last_used_at
      from app.service_account a
      left join app.member m on m.tenant_id = a.tenant_id and m.member_id = a.account_id
      where a.tenant_id = ?
      order by a.name limit 200
      """;

  private static final String FIND =
      """
      select a.account_id, a.name, coalesce(m.role, a.role) as role,
             m.member_id is not null as enabled, a.created_by, a.created_at, a.rotated_at,
             a.last_used_at
      from app.service_account a
      left join app.member m on m.tenant_id = a.tenant_id and m.member_id = a.account_id
      where a.tenant_id = ? and a.account_id = ?
      """;

  /** What the caller is for good: without what ends by itself. */
  private static final String STANDING =
      """
      select standing from app.acting_member where tenant_id = ? and member_id = ?
      """;

  /** A team's accounts change one after another. */
  private static final String LOCK =
      """
      select slug from app.tenant where tenant_id = ? for no key update
      """;

  private static final String SLUG =
      """
      select slug from app.tenant where tenant_id = ?
      """;

  private static final String INSERT =
      """
      insert into app.service_account (tenant_id, account_id, name, role, created_by)
      values (?, ?, ?, ?, ?)
      """;

  private static final String ENABLE =
      """
      insert into app.member (tenant_id, member_id, kind, role) values (?, ?, 'service', ?)
      """;

  private static final String DISABLE =
      """
      delete from app.member where tenant_id = ? and member_id = ? and kind = 'service'
      """;

  private static final String DELETE =
      """
      delete from app.service_account where tenant_id = ? and account_id = ?
      """;

  private static final String ROTATED =
      """
      update app.service_account set rotated_at = now() where tenant_id = ? and account_id = ?
      """;

  private static final String USED =
      """
      update app.service_account set last_used_at = now()
      where tenant_id = ? and account_id = ?
          and (last_used_at is null or last_used_at < now() - interval '1 minute')
      """;

  private AccountStore() {}

  static List<Account> list(Database database, TenantId tenant) {
    return database.read(tenant, LIST, AccountStore::account, tenant);
  }

  static Optional<Account> find(Tx tx, TenantId tenant, UUID account) {
    return tx.first(FIND, AccountStore::account, tenant, account);
  }

  /** Keeps others from changing any account of the team; returns the team's slug. */
  static String lock(Tx tx, Permit permit) {
    return tx.first(LOCK, row -> row.text("slug"), permit.tenant()).orElseThrow();
  }

  static Optional<Role> standing(Tx tx, Permit permit) {
    return tx.first(
        STANDING, row -> role(row.text("standing")), permit.tenant(), permit.actor().id());
  }

  static String slug(Tx tx, TenantId tenant) {
    return tx.first(SLUG, row -> row.text("slug"), tenant).orElseThrow();
  }

  static List<Account> list(Tx tx, TenantId tenant) {
    return tx.query(LIST, AccountStore::account, tenant);
  }

  static void insert(Tx tx, Permit permit, CreateAccount command) {
    tx.execute(
        INSERT,
        permit.tenant(),
        permit.resource().id(),
        command.name(),
        word(command.role()),
        permit.actor().id());
  }

  static void enable(Tx tx, Permit permit, Role role) {
    tx.execute(ENABLE, permit.tenant(), permit.resource().id(), word(role));
  }

  /** From the commit on its next request is refused. */
  static void disable(Tx tx, Permit permit) {
    tx.execute(DISABLE, permit.tenant(), permit.resource().id());
  }

  static void delete(Tx tx, Permit permit) {
    disable(tx, permit);
    tx.execute(DELETE, permit.tenant(), permit.resource().id());
  }

  static void rotated(Tx tx, Permit permit) {
    tx.execute(ROTATED, permit.tenant(), permit.resource().id());
  }

  /** No entry: nothing that anybody did is changed by it. */
  static long used(Tx tx, Permit permit) {
    return tx.execute(USED, permit.tenant(), permit.resource().id());
  }

  static String word(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  private static Role role(String word) {
    return Role.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static Account account(Row row) {
    return new Account(
        row.uuid("account_id"),
        row.text("name"),
        role(row.text("role")),
        row.flag("enabled"),
        row.uuid("created_by"),
        row.instant("created_at"),
        row.instant("rotated_at"),
        row.optionalInstant("last_used_at"));
  }
}
