package com.integraci.appliance.accounts;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Notes when a service account was last let in: one write a minute for each, however often. */
public final class AccountUse {

  private static final Duration PAUSE = Duration.ofMinutes(1);

  /** When there are more, all are forgotten: each then costs one write that changes nothing. */
  private static final int KEPT_MAX = 10_000;

  private final Database database;
  private final Policy policy;
  private final LongSupplier nanos;
  private final Map<UUID, Long> noted = new ConcurrentHashMap<>();

  /** Over these. */
  public AccountUse(Database database, Policy policy) {
    this(database, policy, System::nanoTime);
  }

  AccountUse(Database database, Policy policy, LongSupplier nanos) {
    this.database = database;
    this.policy = policy;
    this.nanos = nanos;
  }

  /** A caller was let in. */
  public void seen(Caller caller) {
    if (caller.actor().kind() == Actor.Kind.SERVICE && isDue(caller.actor().id())) {
      var resource = new Resource("service-account", caller.actor().id());
      var permit = policy.system(caller.tenant(), caller.request(), Action.ACCOUNT_TOUCH, resource);
      database.inTenant(permit.tenant(), tx -> AccountStore.used(tx, permit));
    }
  }

  private boolean isDue(UUID account) {
    long now = nanos.getAsLong();
    if (noted.size() > KEPT_MAX) {
      noted.clear();
    }
    var former = noted.get(account);
    if (former != null && now - former < PAUSE.toNanos()) {
      return false;
    }
    noted.put(account, now);
    return true;
  }
}
