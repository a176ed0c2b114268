package com.integraci.tests.bench;

import com.integraci.appliance.audit.AuditEvent;
import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.audit.Sealer;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Permit;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import com.integraci.appliance.policy.Role;
import com.integraci.bundles.audit.AuditChain;
import com.integraci.bundles.audit.AuditEntry;
import com.integraci.bundles.audit.ChainHash;
import com.integraci.config.ControlSettings;
import com.integraci.tests.Await;
import com.integraci.tests.PostgresServer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What an entry costs a change, against no entry at all, and against the plain way to keep a chain:
 * to lock its head, link the entry and commit; and what the decision costs that a person's change
 * has beside its entry. All on one tenant, on a server that waits for the disk.
 */
@Tag("bench")
class AuditBench {

  private static final int CALLERS = 64;
  private static final int ROUNDS = Integer.getInteger("integraci.bench.rounds", 9);
  private static final Duration SLICE = Duration.ofSeconds(2);
  private static final Duration SETTLE_MAX = Duration.ofMinutes(2);
  private static final double HEAD_LOCK_FLOOR = 4;
  private static final double UNAUDITED_FLOOR = 0.6;

  /** As the installer sets them for the control plane and its sealer. */
  private static final int POOL = 20;

  private static final int SEALER_POOL = 2;

  private static final String AUDITED = "with an entry, sealed";
  private static final String DECIDED = "with an entry and its decision, sealed";
  private static final String HEAD_LOCK = "with a head lock";
  private static final String UNAUDITED = "without audit";

  private static final String TABLES =
      """
      create table app.bench_change (
          tenant_id uuid not null, id uuid not null, name text not null,
          primary key (tenant_id, id));
      create table app.bench_head (
          tenant_id uuid not null primary key, sequence bigint not null, hash bytea not null);
      create table app.bench_chain (
          tenant_id uuid not null, sequence bigint not null, body bytea not null,
          previous bytea not null, hash bytea not null, primary key (tenant_id, sequence));
      """;

  private static final String CHANGE =
      "insert into app.bench_change (tenant_id, id, name) values (?, ?, 'a name')";
  private static final String HEAD =
      "select sequence, hash from app.bench_head where tenant_id = ? for update";
  private static final String LINK =
      "insert into app.bench_chain (tenant_id, sequence, body, previous, hash) values (?, ?, ?, ?,"
          + " ?)";
  private static final String MOVE =
      "update app.bench_head set sequence = ?, hash = ? where tenant_id = ?";

  private final Policy policy = Policy.load();
  private final TenantId tenant = TenantId.fresh();
  private final AtomicLong audited = new AtomicLong();

  @Test
  void changes_with_entries_on_one_tenant() throws SQLException {
    try (var server = PostgresServer.start()) {
      var settings = prepared(server);
      try (var database = Database.open(settings);
          var own = Database.open(settings.withPoolMax(SEALER_POOL));
          var claims = JobDatabase.open(settings, JobDatabase.Job.SEALER);
          var sealer = Sealer.start(own, claims, policy)) {
        var measured = Interleaved.measure(variants(database, sealer), CALLERS, SLICE, ROUNDS);
        write(measured);
      }
    }
  }

  private static void write(Interleaved measured) {
    String rates =
        "%.0f/s, with its decision %.0f/s, %.0f/s, %.0f/s with %d callers and %d connections"
            .formatted(
                measured.median(AUDITED),
                measured.median(DECIDED),
                measured.median(HEAD_LOCK),
                measured.median(UNAUDITED),
                CALLERS,
                POOL);
    new Figures("Changes with audit entries on one tenant")
        .ratio(
            "change " + AUDITED + " / " + HEAD_LOCK,
            measured.ratio(AUDITED, HEAD_LOCK),
            HEAD_LOCK_FLOOR,
            rates)
        .ratio(
            "change " + AUDITED + " / " + UNAUDITED,
            measured.ratio(AUDITED, UNAUDITED),
            UNAUDITED_FLOOR,
            "until the last entry is sealed; the disk is waited for")
        .figure(
            "change " + DECIDED + " / " + HEAD_LOCK,
            "%.2f".formatted(measured.ratio(DECIDED, HEAD_LOCK)),
            "a person's; the head lock writes no decision")
        .figure(
            "change " + DECIDED + " / " + UNAUDITED,
            "%.2f".formatted(measured.ratio(DECIDED, UNAUDITED)),
            "three rows and not one")
        .write();
  }

  private Map<String, Interleaved.Work> variants(Database database, Sealer sealer) {
    var variants = new LinkedHashMap<String, Interleaved.Work>();
    variants.put(AUDITED, new Audited(database, sealer, this::job));
    variants.put(DECIDED, new Audited(database, sealer, this::person));
    variants.put(
        HEAD_LOCK,
        () ->
            database.inTenant(
                tenant,
                tx -> {
                  change(tx);
                  link(tx);
                  return tx;
                }));
    variants.put(UNAUDITED, () -> database.inTenant(tenant, this::change));
    return variants;
  }

  private long change(Tx tx) {
    return tx.execute(CHANGE, tenant, UuidV7.next());
  }

  /** A job of the appliance needs no decision. */
  private Permit job() {
    return policy.system(tenant, UuidV7.next(), Action.AUDIT_CHECKPOINT, Resource.tenant(tenant));
  }

  /** The decision is written down with the entry. */
  private Permit person() {
    var actor = new Actor(Actor.Kind.MEMBER, UuidV7.next());
    var caller = new Caller(tenant, actor, Role.OWNER, UuidV7.next());
    return policy.authorize(caller, Action.SECRET_PUT, Resource.tenant(tenant));
  }

  /** A change with an entry; it is done when all that were made are sealed. */
  private final class Audited implements Interleaved.Work {

    private final Database database;
    private final Sealer sealer;
    private final AuditLog log;
    private final Supplier<Permit> permit;

    private Audited(Database database, Sealer sealer, Supplier<Permit> permit) {
      this.database = database;
      this.sealer = sealer;
      this.log = new AuditLog(sealer);
      this.permit = permit;
    }

    @Override
    public void once() {
      database.inTenant(
          tenant,
          tx -> {
            change(tx);
            log.append(tx, permit.get(), AuditEvent.done(Resource.tenant(tenant)));
            return tx;
          });
      audited.incrementAndGet();
    }

    @Override
    public void settle() {
      Await.until("all sealed", SETTLE_MAX, () -> sealer.sealed() >= audited.get());
    }
  }

  /** The plain way: nobody else writes an entry of this tenant until this one is committed. */
  private void link(Tx tx) {
    byte[] body = body(job());
    AuditChain chain =
        tx.first(
                HEAD,
                row ->
                    AuditChain.resume(
                        tenant.value(), row.number("sequence"), ChainHash.of(row.bytes("hash"))),
                tenant)
            .orElseThrow();
    AuditChain.Link link = chain.append(body);
    byte[] hash = link.hash().bytes();
    tx.execute(LINK, tenant, link.sequence(), body, link.previous().bytes(), hash);
    tx.execute(MOVE, link.sequence(), hash, tenant);
  }

  private byte[] body(Permit permit) {
    return new AuditEntry(
            tenant.value(),
            UuidV7.next(),
            Instant.now(),
            new AuditEntry.Actor(AuditEntry.Actor.Kind.SYSTEM, permit.actor().id()),
            permit.action().id(),
            new AuditEntry.Resource("tenant", tenant.value()),
            AuditEntry.Outcome.DONE,
            Optional.of("system"),
            Optional.empty(),
            Optional.of(permit.request()),
            Map.of(),
            Optional.empty())
        .bytes();
  }

  private ControlSettings.Database prepared(PostgresServer server) throws SQLException {
    var settings = server.copy().withPoolMax(POOL);
    server.waitForTheDisk();
    try (var migrator = server.connect("integraci_migrator", settings.name());
        var statement = migrator.createStatement()) {
      statement.execute(TABLES);
      for (String table : new String[] {"bench_change", "bench_head", "bench_chain"}) {
        statement.execute(wall(table));
      }
    }
    try (var superuser = server.superuser(settings.name());
        var insert = superuser.prepareStatement("insert into app.bench_head values (?, 0, ?)")) {
      insert.setObject(1, tenant.value());
      insert.setBytes(2, AuditChain.genesis(tenant.value()).bytes());
      insert.executeUpdate();
    }
    return settings;
  }

  private static String wall(String table) {
    return """
    alter table app.%1$s enable row level security;
    alter table app.%1$s force row level security;
    create policy tenant_wall on app.%1$s
        using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
        with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
    grant select, insert, update on app.%1$s to integraci_app;
    """
        .formatted(table);
  }
}
