package com.integraci.appliance.events;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.jobs.WakeUp;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which tenants have sealed entries that nobody has set about: told by the sealer, each once. */
public final class SealedTenants {

  private final Set<TenantId> tenants = ConcurrentHashMap.newKeySet();
  private final WakeUp wakeUp = new WakeUp();

  /** A tenant has sealed entries: call it after the commit. Neither blocks nor fails. */
  public void add(TenantId tenant) {
    tenants.add(tenant);
    wakeUp.call();
  }

  /** Those that were added since the last call. */
  List<TenantId> take() {
    var taken = List.copyOf(tenants);
    // One that is added again after this is there again.
    taken.forEach(tenants::remove);
    return taken;
  }

  /** Wakes whoever takes them. */
  public WakeUp wakeUp() {
    return wakeUp;
  }
}
