package com.integraci.appliance.broker;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.policy.Permit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tenants' accounts. */
final class AccountStore {

  private static final String INSERT =
      """
      insert into app.broker_account (tenant_id, account) values (?, ?)
      on conflict (tenant_id) do nothing
      """;

  /** Each statement has a second of its own, later than any before. */
  private static final String NEXT =
      """
      update app.broker_account a
      set issued_at = greatest(a.issued_at + 1, ?, extract(epoch from now())::bigint),
          closed_at = case when t.state = 'suspended' then extract(epoch from now())::bigint
                      else a.closed_at end
      from app.tenant t
      where a.tenant_id = ? and t.tenant_id = a.tenant_id
      returning a.account, a.issued_at, a.closed_at, t.plan, t.state
      """;

  private static final String SIGNED =
      """
      update app.broker_account set claims_hash = ?, changed_at = now()
      where tenant_id = ? and issued_at = ?
      """;

  private static final String FOREIGN =
      """
      update app.broker_account set foreign_at = now() where tenant_id = ?
      """;

  private static final String FOREIGN_SINCE =
      """
      select tenant_id from app.broker_account where foreign_at > ? order by tenant_id limit ?
      """;

  private static final String NEWEST =
      """
      select issued_at from app.broker_account where tenant_id = ?
      """;

  private static final String ACCOUNT =
      """
      select account from app.broker_account where tenant_id = ?
      """;

  private static final String PLANNED =
      """
      select a.account, t.plan
      from app.broker_account a join app.tenant t on t.tenant_id = a.tenant_id
      where a.tenant_id = ?
      """;

  private static final String HASH =
      """
      select claims_hash from app.broker_account where tenant_id = ?
      """;

  private static final String DELETE =
      """
      delete from app.broker_account where tenant_id = ?
      """;

  private static final String ALL =
      """
      select tenant_id, account, claims_hash from app.broker_account
      where tenant_id > ? order by tenant_id limit ?
      """;

  private AccountStore() {}

  /**
   * What is known of an account's statement at the broker.
   *
   * @param hash SHA-256 in hex of the text that was pushed, "" before the first
   */
  record Known(TenantId tenant, String account, String hash) {}

  /** A tenant's account, and the plan by which its limits are. */
  record Planned(String account, String plan) {}

  static Optional<Planned> planned(Tx tx, TenantId tenant) {
    return tx.first(
        PLANNED, row -> new Planned(row.text("account"), row.text("plan")), tenant.value());
  }

  static void insert(Tx tx, Permit permit, String account) {
    tx.execute(INSERT, permit.tenant().value(), account);
  }

  /**
   * The account as it is to be from now on.
   *
   * @param after the statement is of a later second than this one
   */
  static Optional<Account> next(Tx tx, Permit permit, Instant after) {
    return tx.first(
        NEXT,
        row ->
            new Account(
                row.text("account"),
                row.text("plan"),
                !row.text("state").equals("suspended"),
                Instant.ofEpochSecond(row.number("issued_at")),
                row.number("closed_at"),
                UserStore.revoked(tx, permit.tenant())),
        after.getEpochSecond() + 1,
        permit.tenant().value());
  }

  /** Notes what was signed; false when a newer statement is on its way. */
  static boolean signed(Tx tx, Permit permit, Instant issued, String hash) {
    return tx.execute(SIGNED, hash, permit.tenant().value(), issued.getEpochSecond()) == 1;
  }

  /** Keeps that the broker had a statement about the account that is not ours. */
  static void foreign(Tx tx, Permit permit) {
    tx.execute(FOREIGN, permit.tenant());
  }

  /** Tenants of which it had one after a moment. */
  static List<TenantId> foreignSince(Tx tx, Instant since, int limit) {
    return tx.query(FOREIGN_SINCE, row -> new TenantId(row.uuid("tenant_id")), since, limit);
  }

  static boolean newest(Tx tx, TenantId tenant, Instant issued) {
    return tx.first(NEWEST, row -> row.number("issued_at"), tenant.value())
        .filter(newest -> newest > issued.getEpochSecond())
        .isEmpty();
  }

  static Optional<String> account(Tx tx, TenantId tenant) {
    return tx.first(ACCOUNT, row -> row.text("account"), tenant.value());
  }

  static Optional<String> hash(Tx tx, TenantId tenant) {
    return tx.first(HASH, row -> row.text("claims_hash"), tenant.value());
  }

  static void delete(Tx tx, Permit permit) {
    tx.execute(DELETE, permit.tenant().value());
  }

  /** A page of all tenants', by their ids. */
  static List<Known> all(Tx tx, TenantId after, int limit) {
    return tx.query(
        ALL,
        row ->
            new Known(
                new TenantId(row.uuid("tenant_id")), row.text("account"), row.text("claims_hash")),
        after.value(),
        limit);
  }
}
