package com.integraci.tests.audit;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import com.integraci.config.ControlSettings;
import com.integraci.tests.PostgresServer;
import com.integraci.tests.SealedEntry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A database with tenants to audit, and what tests ask about it past the product's code. */
final class AuditPlace implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  final Policy policy = Policy.load();
  final ControlSettings.Database settings;
  final Database database;
  final JobDatabase claims;
  private final PostgresServer server;

  AuditPlace() {
    this(PostgresServer.shared(), PostgresServer.shared().copy());
  }

  AuditPlace(PostgresServer server, ControlSettings.Database settings) {
    this.server = server;
    this.settings = settings;
    this.database = Database.open(settings);
    this.claims = JobDatabase.open(settings, JobDatabase.Job.SEALER);
  }

  Permit permit(TenantId tenant) {
    return policy.system(tenant, UuidV7.next(), Action.AUDIT_SEAL, Resource.tenant(tenant));
  }

  /** Commits so many entries in one transaction, each with the fact {@code n}. */
  void write(AuditLog log, TenantId tenant, long n, int entries) {
    Permit permit = permit(tenant);
    AuditEvent event = AuditEvent.done(Resource.tenant(tenant)).with(Map.of("n", Long.toString(n)));
    database.inTenant(
        tenant,
        tx -> {
          for (int i = 0; i < entries; i++) {
            log.append(tx, permit, event);
          }
          return n;
        });
  }

  long number(String sql) {
    try (var connection = superuser();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  Connection superuser() {
    return server.superuser(settings.name());
  }

  long unsealed() {
    return number(
        """
        select count(*) from app.audit_entry e where not exists (
            select from app.audit_seal s
            where s.tenant_id = e.tenant_id and s.position = e.position)
        """);
  }

  /** Transactions whose seals were not made by one transaction. */
  long split() {
    return number(
        """
        select count(*) from (
            select from app.audit_entry e
            join app.audit_seal s on s.tenant_id = e.tenant_id and s.position = e.position
            group by e.tenant_id, e.xact, e.began having count(distinct s.xmin::text) > 1) as parted
        """);
  }

  void awaitSealed() {
    await(() -> unsealed() == 0, "all entries sealed");
  }

  static void await(BooleanSupplier condition, String what) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("not within " + PATIENCE + ": " + what);
      }
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }

  /** The chain, checked link by link. */
  List<SealedEntry> chain(TenantId tenant) {
    try (var connection = superuser()) {
      return SealedEntry.chain(connection, tenant);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static TenantId tenant() {
    return new TenantId(UUID.randomUUID());
  }

  @Override
  public void close() {
    claims.close();
    database.close();
  }
}
