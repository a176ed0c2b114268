package com.integraci.appliance.broker;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.openbao.BrokerKeys;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import com.integraci.config.NatsKey;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;

/**
 * Opens connections as the users that the control plane itself is: each with a key made for it and
 * a token that ends soon.
 */
record Links(
    BrokerAddress address,
    ExecutorService threads,
    BrokerKeys keys,
    Database database,
    Policy policy,
    AuditLog audit) {

  private static final Duration SYSTEM_LIFE = Duration.ofMinutes(2);
  private static final Duration METER_LIFE = Duration.ofHours(1);
  private static final int SUBSCRIPTIONS = 16;

  /** As a user of the system account, who tells the broker about accounts and nothing else. */
  Link system() {
    UserKey user = UserKey.make();
    var claims =
        new UserClaims(
            List.of("$SYS.REQ.CLAIMS.UPDATE", "$SYS.REQ.CLAIMS.DELETE", Claims.lookup("*")),
            List.of(UserClaims.inbox(user.id()) + ".>"),
            SUBSCRIPTIONS);
    return system(user, claims, SYSTEM_LIFE);
  }

  /** As a user of the system account, who asks how the whole server is and nothing else. */
  Link meter() {
    UserKey user = UserKey.make();
    var claims =
        new UserClaims(
            List.of(Meter.SERVER, Meter.STREAMS),
            List.of(UserClaims.inbox(user.id()) + ".>"),
            SUBSCRIPTIONS);
    return system(user, claims, METER_LIFE);
  }

  private Link system(UserKey user, UserClaims claims, Duration life) {
    String account = NatsKey.ACCOUNT.encode(keys.system());
    String token = claims.token(account, user.id(), life).sign(keys::signAsSystem);
    return Link.open(address, threads, user, token);
  }

  /**
   * As a user of a tenant's account. The entry about the login is in the tenant's chain before.
   *
   * @param publish what the user may publish on
   */
  Link tenant(TenantId tenant, String account, List<String> publish, Duration life) {
    UserKey user = UserKey.make();
    var inbox = List.of(UserClaims.inbox(user.id()) + ".>");
    return open(tenant, account, user, new UserClaims(publish, inbox, SUBSCRIPTIONS), life);
  }

  /** As a user whom the tenant's account allows everything: for trying what the account allows. */
  Link unlimited(TenantId tenant, String account, Duration life) {
    var all = List.of(">");
    var claims = new UserClaims(all, all, SUBSCRIPTIONS);
    return open(tenant, account, UserKey.make(), claims, life);
  }

  private Link open(
      TenantId tenant, String account, UserKey user, UserClaims claims, Duration life) {
    Permit login = login(tenant);
    String token =
        claims.token(account, user.id(), life).sign(message -> keys.signAsAccount(login, message));
    return Link.open(address, threads, user, token);
  }

  private Permit login(TenantId tenant) {
    Resource resource = Resource.tenant(tenant);
    Permit login = policy.system(tenant, UuidV7.next(), Action.BROKER_LOGIN, resource);
    database.inTenant(
        tenant,
        tx -> {
          audit.append(tx, login, AuditEvent.done(resource));
          return login;
        });
    return login;
  }
}
