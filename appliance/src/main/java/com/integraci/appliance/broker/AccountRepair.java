package com.integraci.appliance.broker;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Failure;
import com.integraci.appliance.openbao.TenantVault;
import com.integraci.config.NatsKey;
import io.nats.client.impl.Headers;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Looks how a tenant's account at the broker differs from what PostgreSQL and OpenBao say, and
 * makes it so again.
 */
public final class AccountRepair {

  private static final System.Logger LOG = System.getLogger(AccountRepair.class.getName());
  private static final Duration LIFE = Duration.ofMinutes(1);

  private final Links links;
  private final Accounts accounts;
  private final TenantVault vault;

  AccountRepair(Links links, Accounts accounts, TenantVault vault) {
    this.links = links;
    this.accounts = accounts;
    this.vault = vault;
  }

  /**
   * Whose account.
   *
   * @param plan the tenant's plan, by which its limits are
   * @param open whether anybody may connect
   */
  public record Team(TenantId tenant, String plan, boolean open) {
    public Team {
      Objects.requireNonNull(tenant);
      Objects.requireNonNull(plan);
    }
  }

  /** What differs. */
  public enum Fault {
    /** PostgreSQL knows no account. */
    ACCOUNT,
    /** OpenBao holds another key than the account's, or none: nothing can be signed for it. */
    KEY,
    /** The broker keeps no statement about it. */
    CLAIMS_MISSING,
    /** The broker keeps another statement than the one that was signed. */
    CLAIMS_OTHER,
    /** It has no stream. */
    STREAM_MISSING,
    /** Its stream is set up otherwise. */
    STREAM_CHANGED,
    /** The stream could not be looked at. */
    STREAM_UNSEEN
  }

  /**
   * What differs, one thing at most: each is looked at when those before it are right.
   *
   * @throws com.integraci.appliance.failure.Unavailable when the broker or OpenBao is away
   */
  public Optional<Fault> look(Team team) {
    Optional<String> account =
        links.database().inTenant(team.tenant(), tx -> AccountStore.account(tx, team.tenant()));
    if (account.isEmpty()) {
      return Optional.of(Fault.ACCOUNT);
    }
    if (!vault.brokerKey(team.tenant()).map(NatsKey.ACCOUNT::encode).equals(account)) {
      return Optional.of(Fault.KEY);
    }
    String stored = stored(account.get());
    Optional<String> hash =
        links.database().inTenant(team.tenant(), tx -> AccountStore.hash(tx, team.tenant()));
    if (!hash.equals(Optional.of(Claims.hash(stored)))) {
      return Optional.of(stored.isEmpty() ? Fault.CLAIMS_MISSING : Fault.CLAIMS_OTHER);
    }
    // Nobody gets in while it is closed, the control plane neither.
    return team.open() ? stream(team, account.get()) : Optional.empty();
  }

  private String stored(String account) {
    try (var link = links.system()) {
      return new Claims(link, links.keys()).stored(account);
    }
  }

  /** For a moment after an account was told the broker may not find its stream: asked twice. */
  private Optional<Fault> stream(Team team, String account) {
    var found = info(team, account).or(() -> info(team, account));
    if (found.isEmpty()) {
      return Optional.of(Fault.STREAM_UNSEEN);
    }
    if (!TenantStream.isThere(found.get())) {
      return Optional.of(Fault.STREAM_MISSING);
    }
    return TenantStream.fits(found.get(), team.tenant(), AccountLimits.of(team.plan()))
        ? Optional.empty()
        : Optional.of(Fault.STREAM_CHANGED);
  }

  private Optional<JsonNode> info(Team team, String account) {
    try (var link = links.tenant(team.tenant(), account, List.of(TenantStream.INFO), LIFE)) {
      return Optional.of(link.ask(TenantStream.INFO, new Headers(), new byte[0]));
    } catch (RuntimeException e) {
      // It takes a login to the tenant's namespace, which may be what is broken.
      LOG.log(
          System.Logger.Level.WARNING,
          () -> "the stream of %s was not seen: %s".formatted(team.tenant(), e.getMessage()),
          e instanceof Failure ? null : e);
      return Optional.empty();
    }
  }

  /** Puts right what differs; of what could not be seen nothing is changed. */
  public void mend(Team team, Fault fault) {
    switch (fault) {
      case ACCOUNT, STREAM_MISSING, STREAM_CHANGED -> accounts.make(team.tenant(), team.plan());
      case KEY -> replace(team);
      case CLAIMS_MISSING, CLAIMS_OTHER -> tell(team.tenant());
      case STREAM_UNSEEN -> {}
    }
  }

  private void replace(Team team) {
    links
        .database()
        .inTenant(team.tenant(), tx -> AccountStore.account(tx, team.tenant()))
        .ifPresent(account -> accounts.forget(team.tenant(), account));
    accounts.make(team.tenant(), team.plan());
  }

  /** As a statement of a later second than the one that is there, whoever signed that. */
  private void tell(TenantId tenant) {
    Optional<String> account =
        links.database().inTenant(tenant, tx -> AccountStore.account(tx, tenant));
    if (account.isPresent()) {
      try (var link = links.system()) {
        var claims = new Claims(link, links.keys());
        accounts.refresh(claims, tenant, Claims.issued(claims.stored(account.get())));
      }
    }
  }
}
