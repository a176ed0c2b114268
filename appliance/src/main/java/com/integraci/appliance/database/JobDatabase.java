package com.integraci.appliance.database;

import com.integraci.config.ControlSettings;

/**
 * One of the few jobs that look across tenants. Each has a login role and a pool of its own, column
 * grants and an explicit policy; a claim returns ids, and the work then runs in the tenant, by
 * {@link Database#inTenant}.
 */
public final class JobDatabase implements AutoCloseable, Pool {

  /** A job's pool is small: its claims are short and few. */
  private static final int POOL_MAX = 2;

  /** The jobs there are; docs/cross-tenant.md says what each may see. */
  public enum Job {
    /** Finds tenants with entries that have no seal. */
    SEALER("integraci_sealer"),
    /** Claims workflows that are due. */
    WORKFLOW("integraci_workflow"),
    /** Lists tenants and the state of their layers for operators. */
    OVERVIEW("integraci_overview"),
    /** Finds what has expired: sessions, secrets' pending versions, operations. */
    SWEEPER("integraci_sweeper"),
    /** Finds events that were not read, and claims webhooks' deliveries that are due. */
    EVENTS("integraci_events"),
    /** Reads PostgreSQL's own statistics, and no table. */
    METRICS("integraci_metrics");

    private final String role;

    Job(String role) {
      this.role = role;
    }

    /** The login role in PostgreSQL. */
    public String role() {
      return role;
    }
  }

  private final Connections connections;

  private JobDatabase(Connections connections) {
    this.connections = connections;
  }

  /** Opens the job's pool. */
  public static JobDatabase open(ControlSettings.Database settings, Job job) {
    return new JobDatabase(Connections.open(settings, job.role(), POOL_MAX));
  }

  /** Runs the work in one transaction that has no tenant and commits it. */
  public <T> T claim(Work<T> work) {
    return connections.withoutTenant(work);
  }

  @Override
  public Use use() {
    return connections.use();
  }

  @Override
  public void close() {
    connections.close();
  }
}
