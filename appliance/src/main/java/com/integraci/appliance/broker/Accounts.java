package com.integraci.appliance.broker;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.failure.Failure;
import com.integraci.appliance.openbao.TenantVault;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Resource;
import com.integraci.config.NatsKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Tenants' accounts at the broker. PostgreSQL says what each may; the operator's key, in OpenBao,
 * signs it; the broker is told, and asked again from time to time. Every operation looks at what
 * there is and makes it so: it may be repeated.
 */
public final class Accounts {

  private static final System.Logger LOG = System.getLogger(Accounts.class.getName());
  private static final Duration LIFE = Duration.ofMinutes(2);
  private static final int TRIES_MAX = 5;
  private static final int PAGE = 500;
  private static final TenantId BEFORE_ALL = new TenantId(new UUID(0, 0));

  private final Links links;
  private final TenantVault vault;

  Accounts(Links links, TenantVault vault) {
    this.links = links;
    this.vault = vault;
  }

  /**
   * Makes the account with its key and its stream, or what is missing of it.
   *
   * @param plan the tenant's plan, by which its limits are
   * @throws com.integraci.appliance.failure.Unavailable when the broker or OpenBao can't do it now
   */
  public void make(TenantId tenant, String plan) {
    String account = NatsKey.ACCOUNT.encode(vault.provisionBroker(tenant));
    Permit permit = permit(tenant);
    links
        .database()
        .inTenant(
            tenant,
            tx -> {
              AccountStore.insert(tx, permit, account);
              return account;
            });
    refresh(tenant);
    var publish = List.of(TenantStream.CREATE, TenantStream.UPDATE);
    try (var link = links.tenant(tenant, account, publish, LIFE)) {
      TenantStream.make(link, tenant, AccountLimits.of(plan));
    }
  }

  /** Removes the account with its stream; its key goes with the tenant's namespace. */
  public void remove(TenantId tenant) {
    Optional<String> account =
        links.database().inTenant(tenant, tx -> AccountStore.account(tx, tenant));
    if (account.isEmpty()) {
      return;
    }
    refresh(tenant);
    var publish = List.of(TenantStream.DELETE);
    try (var link = links.tenant(tenant, account.get(), publish, LIFE)) {
      TenantStream.remove(link);
    }
    forget(tenant, account.get());
  }

  /**
   * Tells the broker what the tenant's account may from now on, and to whom it is closed; those end
   * at once. A tenant without an account has nothing to be told.
   */
  public void refresh(TenantId tenant) {
    try (var link = links.system()) {
      refresh(new Claims(link, links.keys()), tenant, Instant.EPOCH);
    }
  }

  /** Whoever finds that a newer statement was made meanwhile pushes once more, as the newest. */
  void refresh(Claims claims, TenantId tenant, Instant after) {
    String operator = NatsKey.OPERATOR.encode(links.keys().operator());
    Permit permit = permit(tenant);
    for (int tries = 0; tries < TRIES_MAX; tries++) {
      var next = links.database().inTenant(tenant, tx -> AccountStore.next(tx, permit, after));
      if (next.isEmpty()) {
        return;
      }
      Account account = next.get();
      String token = account.claims(operator).sign(links.keys()::signAsOperator);
      String hash = Claims.hash(token);
      Instant issued = account.issued();
      links.database().inTenant(tenant, tx -> AccountStore.signed(tx, permit, issued, hash));
      claims.push(token);
      links.database().inTenant(tenant, tx -> UserStore.revoke(tx, permit, account.revoked()));
      if (links.database().inTenant(tenant, tx -> AccountStore.newest(tx, tenant, issued))) {
        return;
      }
    }
    throw new IllegalStateException("the account of " + tenant + " changes without end");
  }

  /**
   * Compares what the broker keeps of each account with what was signed, and puts right what is
   * missing or another's, with an entry.
   *
   * @param overview the pool of {@link JobDatabase.Job#OVERVIEW}
   * @return how many were not as they were to be
   * @throws com.integraci.appliance.failure.Unavailable when the broker or OpenBao is away
   */
  public int compare(JobDatabase overview) {
    int wrong = 0;
    try (var link = links.system()) {
      var claims = new Claims(link, links.keys());
      TenantId after = BEFORE_ALL;
      List<AccountStore.Known> page;
      do {
        TenantId from = after;
        page = overview.claim(tx -> AccountStore.all(tx, from, PAGE));
        for (AccountStore.Known known : page) {
          wrong += compare(claims, known);
          after = known.tenant();
        }
      } while (page.size() == PAGE);
    }
    return wrong;
  }

  /**
   * Tenants of whose accounts the broker kept another's statement, after a moment.
   *
   * @param overview the pool of {@link JobDatabase.Job#OVERVIEW}
   */
  public List<TenantId> foreignSince(JobDatabase overview, Instant since, int limit) {
    return overview.claim(tx -> AccountStore.foreignSince(tx, since, limit));
  }

  private int compare(Claims claims, AccountStore.Known known) {
    String stored = claims.stored(known.account());
    if (Claims.hash(stored).equals(known.hash())) {
      return 0;
    }
    // Read before the broker was asked: it may have been told meanwhile.
    boolean changed =
        links
            .database()
            .inTenant(
                known.tenant(),
                tx ->
                    AccountStore.hash(tx, known.tenant()).equals(Optional.of(Claims.hash(stored))));
    if (changed) {
      return 0;
    }
    refresh(claims, known.tenant(), Claims.issued(stored));
    Permit permit = permit(known.tenant());
    var found = Map.of("found", stored.isEmpty() ? "missing" : "another");
    links
        .database()
        .inTenant(
            known.tenant(),
            tx -> {
              if (!stored.isEmpty()) {
                AccountStore.foreign(tx, permit);
              }
              links.audit().append(tx, permit, AuditEvent.done(permit.resource()).with(found));
              return found;
            });
    return 1;
  }

  /** Forgets an account whose key is gone, with its stream, so that another can be made. */
  void forget(TenantId tenant, String account) {
    try (var link = links.system()) {
      new Claims(link, links.keys()).delete(account);
    }
    Permit permit = permit(tenant);
    links
        .database()
        .inTenant(
            tenant,
            tx -> {
              AccountStore.delete(tx, permit);
              return account;
            });
  }

  /**
   * Takes members' credentials back that no longer count: their members are gone, or have another
   * role. One tenant's failure holds up no other.
   *
   * @param sweeper the pool of {@link JobDatabase.Job#SWEEPER}
   * @return in how many tenants there were any
   */
  public int revoke(JobDatabase sweeper) {
    int done = 0;
    for (TenantId tenant : sweeper.claim(UserStore::open)) {
      try {
        if (links.database().inTenant(tenant, tx -> UserStore.outdated(tx, tenant))) {
          refresh(tenant);
          done++;
        }
      } catch (Failure e) {
        LOG.log(
            System.Logger.Level.WARNING,
            "credentials of " + tenant + " wait to be revoked: " + e.getMessage());
      }
    }
    return done;
  }

  private Permit permit(TenantId tenant) {
    return links
        .policy()
        .system(tenant, UuidV7.next(), Action.BROKER_CLAIM, Resource.tenant(tenant));
  }
}
