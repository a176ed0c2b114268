package com.integraci.tests.bench;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.TenantId;
import com.integraci.config.ControlSettings;
import com.integraci.tests.PostgresServer;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What row-level security costs against an explicit WHERE: both through the product's door, so in
 * the same transaction with the same round trips, and against the WHERE alone without a
 * transaction.
 */
@Tag("bench")
class WallBench {

  /** As many as {@link #TABLES} makes. */
  private static final int TENANTS = 100;

  private static final int ROWS = 1000;
  private static final int CALLERS = 8;
  private static final int ROUNDS = Integer.getInteger("integraci.bench.rounds", 9);
  private static final Duration SLICE = Duration.ofSeconds(1);
  private static final double FLOOR = 0.85;

  private static final String WALLED = "row-level security";
  private static final String WHERE = "explicit WHERE";
  private static final String AUTOCOMMIT = "autocommit WHERE";

  private static final String TABLES =
      """
      create table app.bench_plain (
          tenant_id uuid not null, id uuid not null, name text not null, status text not null,
          created_at timestamptz not null, owner uuid not null, labels jsonb not null,
          primary key (tenant_id, id));
      create index on app.bench_plain (tenant_id, created_at desc, id);
      insert into app.bench_plain
      select lpad(t::text, 32, '0')::uuid, lpad((t * 1000 + i)::text, 32, '0')::uuid, 'name ' || i, 'active',
             timestamptz '2026-01-01' + i * interval '1 minute', gen_random_uuid(), '{"a": "b"}'
      from generate_series(1, 100) t, generate_series(1, 1000) i;
      create table app.bench_walled (like app.bench_plain including all);
      insert into app.bench_walled select * from app.bench_plain;
      alter table app.bench_walled enable row level security;
      alter table app.bench_walled force row level security;
      create policy tenant_wall on app.bench_walled
          using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
          with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
      grant select on app.bench_plain, app.bench_walled to integraci_app;
      vacuum analyze app.bench_plain;
      vacuum analyze app.bench_walled
      """;
  private static final String COLUMNS = "select id, tenant_id, name, status, created_at, owner";
  private static final String KEY_WALLED = COLUMNS + " from app.bench_walled where id = ?";
  private static final String KEY_PLAIN =
      COLUMNS + " from app.bench_plain where tenant_id = ? and id = ?";
  private static final String LIST_WALLED =
      COLUMNS + " from app.bench_walled order by created_at desc, id limit 50";
  private static final String LIST_PLAIN =
      COLUMNS + " from app.bench_plain where tenant_id = ? order by created_at desc, id limit 50";

  private final PostgresServer server = PostgresServer.shared();

  @Test
  void row_level_security_against_an_explicit_where() throws SQLException {
    var settings = filled();
    try (var database = Database.open(settings);
        var plain = autocommit(settings)) {
      var figures = new Figures("Row-level security against an explicit WHERE");
      add(figures, "primary key", keys(database, plain));
      add(figures, "list of 50", lists(database, plain));
      figures.write();
    }
  }

  private static Map<String, Interleaved.Work> keys(Database database, HikariDataSource plain) {
    var variants = new LinkedHashMap<String, Interleaved.Work>();
    variants.put(
        WALLED,
        () -> {
          var tenant = tenant();
          var id = row(tenant);
          expect(
              1,
              database.inTenant(tenant, tx -> tx.query(KEY_WALLED, r -> r.uuid("id"), id).size()));
        });
    variants.put(
        WHERE,
        () -> {
          var tenant = tenant();
          var id = row(tenant);
          expect(
              1,
              database.inTenant(
                  tenant, tx -> tx.query(KEY_PLAIN, r -> r.uuid("id"), tenant, id).size()));
        });
    variants.put(
        AUTOCOMMIT,
        () -> {
          var tenant = tenant();
          expect(1, plainly(plain, KEY_PLAIN, tenant.value(), row(tenant)));
        });
    return variants;
  }

  private static Map<String, Interleaved.Work> lists(Database database, HikariDataSource plain) {
    var variants = new LinkedHashMap<String, Interleaved.Work>();
    variants.put(
        WALLED,
        () ->
            expect(
                50,
                database.inTenant(
                    tenant(), tx -> tx.query(LIST_WALLED, r -> r.uuid("id")).size())));
    variants.put(
        WHERE,
        () -> {
          var tenant = tenant();
          expect(
              50,
              database.inTenant(
                  tenant, tx -> tx.query(LIST_PLAIN, r -> r.uuid("id"), tenant).size()));
        });
    variants.put(AUTOCOMMIT, () -> expect(50, plainly(plain, LIST_PLAIN, tenant().value())));
    return variants;
  }

  private static void add(Figures figures, String what, Map<String, Interleaved.Work> variants) {
    var measured = Interleaved.measure(variants, CALLERS, SLICE, ROUNDS);
    String rates =
        "%.0f/s, %.0f/s, %.0f/s with %d callers"
            .formatted(
                measured.median(WALLED),
                measured.median(WHERE),
                measured.median(AUTOCOMMIT),
                CALLERS);
    figures.ratio(
        what + ": " + WALLED + " / " + WHERE + ", same transaction",
        measured.ratio(WALLED, WHERE),
        FLOOR,
        rates);
    figures.figure(
        what + ": " + WALLED + " / " + AUTOCOMMIT,
        "%.2f".formatted(measured.ratio(WALLED, AUTOCOMMIT)),
        "one round trip instead of three, and plain JDBC");
  }

  private ControlSettings.Database filled() throws SQLException {
    var copy = server.copy();
    try (var migrator = server.connect("integraci_migrator", copy.name());
        var statement = migrator.createStatement()) {
      for (String sql : TABLES.split(";\n", -1)) {
        statement.execute(sql);
      }
    }
    return new ControlSettings.Database(
        copy.address(), copy.port(), copy.name(), copy.authority(), copy.passwords(), CALLERS);
  }

  private static HikariDataSource autocommit(ControlSettings.Database settings) {
    var config = new HikariConfig();
    config.setJdbcUrl(settings.jdbcUrl());
    config.setUsername("integraci_app");
    config.setPassword(settings.password("integraci_app").reveal());
    config.setMaximumPoolSize(CALLERS);
    return new HikariDataSource(config);
  }

  private static int plainly(HikariDataSource pool, String sql, UUID... parameters)
      throws SQLException {
    try (var connection = pool.getConnection();
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      int seen = 0;
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          rows.getObject("id");
          seen++;
        }
      }
      return seen;
    }
  }

  private static TenantId tenant() {
    return new TenantId(number(1 + ThreadLocalRandom.current().nextInt(TENANTS)));
  }

  private static UUID row(TenantId tenant) {
    long t = Long.parseLong(tenant.toString().replace("-", ""));
    return number(t * 1000 + 1 + ThreadLocalRandom.current().nextInt(ROWS - 1));
  }

  /** The uuid whose hexadecimal digits are the number's decimal ones. */
  private static UUID number(long number) {
    return new UUID(0, Long.parseLong("" + number, 16));
  }

  private static void expect(int rows, int seen) {
    if (seen != rows) {
      throw new IllegalStateException(seen + " rows instead of " + rows);
    }
  }
}
