package com.integraci.appliance.tenancy;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import java.util.List;

/** Who sees which tenants: an operator all of them, everybody else their own. */
public final class Tenants {

  private final Database database;
  private final JobDatabase overview;
  private final Policy policy;

  /**
   * The verbs.
   *
   * @param overview the pool of {@link JobDatabase.Job#OVERVIEW}
   */
  public Tenants(Database database, JobDatabase overview, Policy policy) {
    this.database = database;
    this.overview = overview;
    this.policy = policy;
  }

  /** Every tenant with the state of its layers, the newest first, 500 at most. */
  public List<Tenant> list(Caller caller) {
    policy.authorize(caller, Action.TENANT_LIST, Resource.tenant(caller.tenant()));
    return overview.claim(TenantStore::list);
  }

  /** The caller's own tenant. */
  public Tenant own(Caller caller) {
    var permit = policy.authorize(caller, Action.TENANT_READ, Resource.tenant(caller.tenant()));
    return database
        .inTenant(permit.tenant(), tx -> TenantStore.find(tx, permit.tenant()))
        .orElseThrow(() -> new NotFound("There is no such tenant."));
  }
}
