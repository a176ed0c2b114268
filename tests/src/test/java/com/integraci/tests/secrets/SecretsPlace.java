package com.integraci.tests.secrets;

import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.openbao.OpenBao;
import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Role;
import com.integraci.appliance.secrets.SecretParts;
import com.integraci.appliance.secrets.SecretProbe;
import com.integraci.appliance.secrets.SecretSweeper;
import com.integraci.appliance.secrets.Secrets;
import com.integraci.config.ControlSettings;

/** One tenant's secrets in one process: the product's parts over a database and an OpenBao. */
final class SecretsPlace implements AutoCloseable {

  final Database database;
  final OpenBao openBao;
  final TenantId tenant;
  private final JobDatabase sweeps;
  private final Policy policy = Policy.load();

  SecretsPlace(ControlSettings settings, TenantId tenant) {
    this.tenant = tenant;
    this.database = Database.open(settings.database());
    this.sweeps = JobDatabase.open(settings.database(), JobDatabase.Job.SWEEPER);
    this.openBao = OpenBao.open(settings.openbao(), settings.authority());
  }

  Caller caller(Role role) {
    return new Caller(tenant, new Actor(Actor.Kind.MEMBER, UuidV7.next()), role, UuidV7.next());
  }

  /** The verbs, which tell the probe where they stand. */
  Secrets secrets(SecretProbe probe) {
    return new Secrets(parts(probe), sweeper(probe));
  }

  SecretSweeper sweeper(SecretProbe probe) {
    return new SecretSweeper(parts(probe), sweeps, () -> {});
  }

  private SecretParts parts(SecretProbe probe) {
    return new SecretParts(policy, database, new AuditLog(), openBao, probe);
  }

  @Override
  public void close() {
    openBao.close();
    sweeps.close();
    database.close();
  }
}
