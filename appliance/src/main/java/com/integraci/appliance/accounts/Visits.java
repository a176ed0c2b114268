package com.integraci.appliance.accounts;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.keycloak.RealmClients.ServiceClient;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Resource;
import com.integraci.appliance.policy.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Service accounts of the isolation probe in its own tenants, where nobody is: there for one run
 * and gone after it. One that a killed run has left is removed by a later one; two control planes
 * that run the probe at once have one each.
 */
public final class Visits {

  /** Longer than any run, and than a token counts. */
  private static final Duration LEFT = Duration.ofMinutes(10);

  private final AccountParts parts;

  /** Over these. */
  public Visits(AccountParts parts) {
    this.parts = parts;
  }

  /**
   * An account with a token, which is kept nowhere.
   *
   * @param tenant whose
   * @param account its id, a member's as well
   * @param token for the API, five minutes
   */
  public record Visit(TenantId tenant, UUID account, String token) {
    /** Without the token. */
    @Override
    public String toString() {
      return "Visit[" + account + "]";
    }
  }

  /**
   * Makes an account with the widest role that a program can have, and fetches its token.
   *
   * @throws com.integraci.appliance.failure.Unavailable when Keycloak is away; no account stays
   */
  public Visit begin(TenantId tenant) {
    var permit = permit(tenant, UuidV7.next());
    var id = permit.resource().id();
    var slug = parts.database().system().inTenant(tenant, tx -> made(tx, permit));
    try {
      var client = new ServiceClient(Account.clientId(id), id);
      var secret = parts.keycloak().clients().freshSecret(slug, client);
      var token = parts.keycloak().clients().token(slug, client.clientId(), secret);
      return new Visit(tenant, id, token);
    } catch (RuntimeException e) {
      end(new Visit(tenant, id, ""));
      throw e;
    }
  }

  /** Removes it: its token counts no more, and its client goes. */
  public void end(Visit visit) {
    var permit = permit(visit.tenant(), visit.account());
    parts
        .database()
        .system()
        .inTenant(
            visit.tenant(),
            tx -> {
              AccountStore.lock(tx, permit);
              remove(tx, permit);
              return permit;
            });
    parts.workflows().wake();
  }

  /** Returns the team's slug. */
  private String made(Tx tx, Permit permit) {
    var slug = AccountStore.lock(tx, permit);
    var old = Instant.now().minus(LEFT);
    AccountStore.list(tx, permit.tenant()).stream()
        .filter(account -> account.createdAt().isBefore(old))
        .forEach(account -> remove(tx, permit(permit.tenant(), account.id())));
    var id = permit.resource().id().toString();
    var name = "probe-" + id.substring(id.lastIndexOf('-') + 1);
    AccountStore.insert(tx, permit, new CreateAccount(name, Role.ADMIN));
    AccountStore.enable(tx, permit, Role.ADMIN);
    parts.audit().append(tx, permit, AuditEvent.done(permit.resource()));
    return slug;
  }

  private void remove(Tx tx, Permit permit) {
    AccountStore.delete(tx, permit);
    AccountWorkflow.start(tx, permit, parts.workflows());
    parts.audit().append(tx, permit, AuditEvent.done(permit.resource()));
  }

  private Permit permit(TenantId tenant, UUID account) {
    var resource = new Resource("service-account", account);
    return parts.policy().system(tenant, UuidV7.next(), Action.PROBE_VISIT, resource);
  }
}
