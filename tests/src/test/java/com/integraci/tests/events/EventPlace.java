package com.integraci.tests.events;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.audit.Sealer;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import com.integraci.appliance.policy.Role;
import com.integraci.config.ControlSettings;
import com.integraci.tests.Await;
import com.integraci.tests.PostgresServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

/** A database with tenants in which things happen, and a sealer. */
final class EventPlace implements AutoCloseable {

  final ControlSettings.Database settings = PostgresServer.shared().copy();
  final Policy policy = Policy.load();
  final Database database = Database.open(settings);
  private final JobDatabase claims = JobDatabase.open(settings, JobDatabase.Job.SEALER);
  final Sealer sealer = Sealer.start(database, claims, policy);
  final AuditLog log = new AuditLog(sealer);

  TenantId tenant(String slug) {
    var tenant = TenantId.fresh();
    sql(
        """
        insert into app.tenant (tenant_id, slug, plan, organisation, state)
        values ('%s', '%s', 'team', 'Marked organisation', 'active')
        """
            .formatted(tenant, slug));
    return tenant;
  }

  Caller caller(TenantId tenant, Role role) {
    return new Caller(tenant, new Actor(Actor.Kind.MEMBER, UuidV7.next()), role, UuidV7.next());
  }

  /**
   * The owner does something on a resource, with a fact and a detail that are nobody's business.
   */
  UUID done(TenantId tenant, Action action, AuditEvent.Outcome outcome) {
    var id = UuidV7.next();
    var permit = policy.authorize(caller(tenant, Role.OWNER), action, Resource.tenant(tenant));
    var plain = AuditEvent.done(new Resource("secret", id));
    var event =
        new AuditEvent(plain.resource(), outcome, plain.facts(), plain.detail())
            .with(java.util.Map.of("fact", "MARKED-FACT"))
            .withDetail(java.util.Map.of("name", "marked detail"));
    database.inTenant(
        tenant,
        tx -> {
          log.append(tx, permit, event);
          return id;
        });
    return id;
  }

  /** Waits until nothing is without its seal. */
  void awaitSealed() {
    Await.until("all entries are sealed", Duration.ofSeconds(60), () -> unsealed() == 0);
  }

  private long unsealed() {
    return number(
        """
        select count(*) from app.audit_entry e where not exists (
            select from app.audit_seal s
            where s.tenant_id = e.tenant_id and s.position = e.position)
        """);
  }

  /** As the superuser. */
  void sql(String sql) {
    try (var connection = PostgresServer.shared().superuser(settings.name());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  long number(String sql) {
    try (var connection = PostgresServer.shared().superuser(settings.name());
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @Override
  public void close() {
    sealer.close();
    claims.close();
    database.close();
  }
}
