package com.integraci.appliance.tenancy;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import java.util.UUID;

/** Who sees which tenants: an operator all of them, everybody else their own. */
public final class Tenants {

  /** How many tenants a page has at most. */
  public static final int PAGE_MAX = 100;

  /** Before the first page. */
  public static final UUID START = new UUID(-1, -1);

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

  /**
   * Every tenant with the state of its layers, the newest first.
   *
   * @param after the id that the page before gave, or {@link #START}
   * @param limit 1 to {@link #PAGE_MAX}
   */
  public TenantPage list(Caller caller, UUID after, int limit) {
    policy.authorize(caller, Action.TENANT_LIST, Resource.tenant(caller.tenant()));
    return TenantPage.of(overview.claim(tx -> TenantStore.list(tx, after, limit + 1)), limit);
  }

  /** The caller's own tenant. */
  public Tenant own(Caller caller) {
    var permit = policy.authorize(caller, Action.TENANT_READ, Resource.tenant(caller.tenant()));
    return database
        .inTenant(permit.tenant(), tx -> TenantStore.find(tx, permit.tenant()))
        .orElseThrow(() -> new NotFound("There is no such tenant."));
  }
}
