package com.integraci.appliance.secrets;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.jobs.Apart;
import com.integraci.appliance.openbao.OpenBao;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Destroys in OpenBao what no secret names: values that were replaced or deleted, and what was
 * pending when a process died. Any number of control planes may sweep at once: destroying again is
 * no error.
 */
public final class SecretSweeper {

  private static final int TENANTS_MAX = 50;
  private static final int VALUES_MAX = 100;

  private static final String LEFT =
      """
      select distinct tenant_id from app.secret_version
      where state = 'retired'
         or (state = 'pending' and changed_at < now() - interval '3 minutes')
         or (state = 'destroyed' and changed_at < now() - interval '1 day')
      limit ?
      """;

  private final Policy policy;
  private final Database database;
  private final JobDatabase sweeps;
  private final AuditLog audit;
  private final OpenBao openBao;
  private final Runnable wake;
  private final VersionStore versions = new VersionStore();
  private final SecretProbe probe;

  /**
   * A sweeper over these parts.
   *
   * @param sweeps the sweeper's own pool, which sees which tenants have something left
   * @param wake makes {@link #sweep} run soon
   */
  public SecretSweeper(SecretParts parts, JobDatabase sweeps, Runnable wake) {
    this.policy = parts.policy();
    this.database = parts.database().system();
    this.audit = parts.audit();
    this.openBao = parts.openBao();
    this.probe = parts.probe();
    this.sweeps = Objects.requireNonNull(sweeps);
    this.wake = Objects.requireNonNull(wake);
  }

  /**
   * Destroys what is left, up to 100 values in each of 50 tenants; returns how many there were.
   *
   * @throws com.integraci.appliance.failure.Unavailable when OpenBao can't; the next sweep will
   */
  public int sweep() {
    var tenants =
        sweeps.claim(tx -> tx.query(LEFT, row -> new TenantId(row.uuid("tenant_id")), TENANTS_MAX));
    return Apart.sum(tenants, this::sweep);
  }

  void wake() {
    wake.run();
  }

  private int sweep(TenantId tenant) {
    // Asked first, so that a night without OpenBao does not fill the chains with vain entries.
    openBao.expectUp();
    UUID run = UuidV7.next();
    var all = Resource.tenant(tenant);
    Permit permit = policy.system(tenant, run, Action.SECRET_SWEEP, all);
    Permit login = policy.system(tenant, run, Action.SECRET_LOGIN, all);
    List<UUID> values =
        database.inTenant(
            tenant,
            tx -> {
              versions.giveUpOld(tx, permit);
              List<UUID> found = versions.toDestroy(tx, permit, VALUES_MAX);
              if (!found.isEmpty()) {
                audit.append(tx, login, AuditEvent.done(all));
              }
              return found;
            });
    if (values.isEmpty()) {
      return 0;
    }
    openBao.secrets().destroy(permit, values);
    probe.at(SecretProbe.Point.DESTROYED);
    database.inTenant(
        tenant,
        tx -> {
          versions.destroyed(tx, permit, values);
          var count = Map.of("values", String.valueOf(values.size()));
          audit.append(tx, permit, AuditEvent.done(all).with(count));
          return values;
        });
    return values.size();
  }
}
