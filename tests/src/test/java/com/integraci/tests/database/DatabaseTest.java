package com.integraci.tests.database;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.Mapper;
import com.integraci.appliance.database.Row;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.Tx;
import com.integraci.appliance.database.Work;
import com.integraci.config.ControlSettings;
import com.integraci.tests.PostgresServer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a transaction sees, what it leaves behind, and what ends it. */
@Tag("isolation")
class DatabaseTest {

  private static final int POOL_MAX = 2;
  private static final String INSERT =
      """
      insert into app.tenant (tenant_id, slug, plan, organisation, state)
      values (?, ?, 'team', 'Alpha', 'active')
      """;
  private static final String COUNT = "select count(*) as n from app.tenant";

  private static ControlSettings.Database settings;
  private static Database database;

  @BeforeAll
  static void open() {
    var copy = PostgresServer.shared().copy();
    settings =
        new ControlSettings.Database(
            copy.address(), copy.port(), copy.name(), copy.authority(), copy.passwords(), POOL_MAX);
    database = Database.open(settings);
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Test
  void a_tenant_sees_its_own_rows_only() {
    var alpha = tenant();
    var beta = tenant();
    assertEquals(1, visible(alpha));
    assertEquals(1, visible(beta));
    assertEquals(0, visible(TenantId.fresh()));
  }

  @Test
  void another_tenants_row_is_refused() {
    var alpha = tenant();
    var refused =
        assertThrows(
            RuntimeException.class, () -> inTenant(alpha, tx -> insert(tx, TenantId.fresh())));
    assertEquals("42501", sqlState(refused));
  }

  @Test
  void work_that_throws_leaves_nothing() {
    var alpha = TenantId.fresh();
    assertThrows(
        IllegalArgumentException.class,
        () ->
            inTenant(
                alpha,
                tx -> {
                  insert(tx, alpha);
                  throw new IllegalArgumentException("changed its mind");
                }));
    assertEquals(0, visible(alpha));
  }

  @Test
  void a_failed_statement_fails_the_work_that_swallows_it() {
    var alpha = tenant();
    for (String broken : List.of("select 1 / 0 as n", "select n from app.nothing")) {
      assertThrows(
          RuntimeException.class,
          () ->
              inTenant(
                  alpha,
                  tx -> {
                    insert(tx, alpha, "swallowed");
                    try {
                      return tx.query(broken, row -> row.number("n")).size();
                    } catch (RuntimeException e) {
                      return -1;
                    }
                  }));
    }
    assertEquals(1, visible(alpha));
  }

  @Test
  void failures_do_not_use_connections_up() {
    var alpha = tenant();
    for (int i = 0; i < 3 * POOL_MAX; i++) {
      assertThrows(
          RuntimeException.class,
          () -> inTenant(alpha, tx -> tx.query("select 1 / 0 as n", row -> row.number("n"))));
      assertThrows(
          RuntimeException.class, () -> inTenant(alpha, tx -> tx.execute("delete from nothing")));
      assertThrows(
          IllegalStateException.class,
          () ->
              inTenant(
                  alpha,
                  tx ->
                      tx.query(
                          "select generate_series(1, 1000) as n",
                          row -> {
                            throw new IllegalStateException("no row wanted");
                          })));
      assertThrows(
          NullPointerException.class,
          () ->
              inTenant(
                  alpha,
                  tx -> {
                    throw new NullPointerException();
                  }));
    }
    assertEquals(1, visible(alpha));
  }

  @Test
  void a_tenant_set_for_the_session_does_not_reach_the_next_transaction() {
    var alpha = tenant();
    try (var sealer = JobDatabase.open(settings, JobDatabase.Job.SEALER)) {
      for (int i = 0; i < 3; i++) {
        String set = "select set_config('app.tenant_id', ?, false) as v";
        sealer.claim(tx -> tx.query(set, row -> row.text("v"), alpha.toString()));
        String current = "select current_setting('app.tenant_id', true) as v";
        assertEquals(Optional.of(""), sealer.claim(tx -> tx.first(current, row -> row.text("v"))));
      }
    }
  }

  @Test
  void one_statement_reads_one_tenants_rows_only() {
    var alpha = tenant();
    var beta = tenant();
    for (int i = 0; i < 20; i++) {
      assertEquals(List.of(alpha.value()), read(alpha));
      assertEquals(List.of(beta.value()), read(beta));
      assertEquals(List.of(), read(TenantId.fresh()));
    }
  }

  @Test
  void what_one_statement_set_is_gone_after_it() {
    var alpha = tenant();
    for (int i = 0; i < 3 * POOL_MAX; i++) {
      read(alpha);
      assertEquals(0, visible(TenantId.fresh()));
      inTenant(alpha, tx -> tx.execute("update app.tenant set organisation = 'C'"));
    }
  }

  @Test
  void one_statement_that_reads_changes_nothing() {
    var alpha = tenant();
    String write = "delete from app.tenant where tenant_id = ? returning tenant_id";
    var refused =
        assertThrows(
            RuntimeException.class,
            () -> database.read(alpha, write, row -> row.uuid("tenant_id"), alpha));
    assertEquals("25006", sqlState(refused));
    assertEquals(1, visible(alpha));
  }

  @Test
  void failures_of_one_statement_do_not_use_connections_up() {
    var alpha = tenant();
    for (int i = 0; i < 3 * POOL_MAX; i++) {
      assertThrows(
          RuntimeException.class,
          () -> database.read(alpha, "select 1 / 0 as n", row -> row.number("n")));
      assertThrows(
          RuntimeException.class,
          () -> database.read(alpha, "select 1 as n", row -> row.number("m")));
      assertThrows(
          RuntimeException.class,
          () -> database.read(alpha, "select 1 as n", row -> row.number("n"), 1));
    }
    assertEquals(1, read(alpha).size());
  }

  @Test
  void parameters_take_the_type_of_what_they_meet() {
    var id = UUID.fromString("0192aaaa-0000-7000-8000-0123456789ab");
    var now = Instant.parse("2026-11-22T10:11:12.345678Z");
    var bytes = "bytes".getBytes(StandardCharsets.UTF_8);
    String sql =
        """
        select ?::uuid as id, ?::timestamptz as at, ?::bytea as raw, ?::jsonb ->> 'a' as json,
               ?::bigint as big, ?::boolean as flag, ?::uuid as nothing, ?::timestamptz as never
        """;
    Object[] parameters = {id, now, bytes, "{\"a\": \"b\"}", 1L << 40, true, null, null};
    Mapper<Row> expected =
        row -> {
          assertEquals(id, row.uuid("id"));
          assertEquals(now, row.instant("at"));
          assertArrayEquals(bytes, row.bytes("raw"));
          assertEquals("b", row.text("json"));
          assertEquals(1L << 40, row.number("big"));
          assertTrue(row.flag("flag"));
          assertEquals(Optional.empty(), row.optionalUuid("nothing"));
          assertEquals(Optional.empty(), row.optionalInstant("never"));
          assertThrows(IllegalStateException.class, () -> row.uuid("nothing"));
          return row;
        };
    assertEquals(1, inTenant(tenant(), tx -> tx.query(sql, expected, parameters)).size());
  }

  @Test
  void one_statement_takes_every_parameter_but_null() {
    var alpha = tenant();
    var now = Instant.parse("2026-11-22T10:11:12.345678Z");
    var bytes = "bytes".getBytes(StandardCharsets.UTF_8);
    String sql =
        """
        select slug, ? as id, ? as at, ? as raw, ? as big, ? as flag
        from app.tenant where tenant_id = any (?) and created_at > ? and 1 = ? limit ?
        """;
    for (int i = 0; i < 10; i++) {
      var found =
          database.read(
              alpha,
              sql,
              row -> {
                assertEquals(alpha.value(), row.uuid("id"));
                assertEquals(now, row.instant("at"));
                assertArrayEquals(bytes, row.bytes("raw"));
                assertEquals(1L << 40, row.number("big"));
                return row.flag("flag");
              },
              alpha,
              now,
              bytes,
              1L << 40,
              true,
              List.of(UUID.randomUUID(), alpha.value()),
              Instant.EPOCH,
              1,
              5);
      assertEquals(List.of(true), found);
    }
    assertThrows(
        NullPointerException.class,
        () -> database.read(alpha, "select ? as n", row -> row, (Object) null));
  }

  @Test
  void columns_take_parameters_without_a_cast() {
    var alpha = tenant();
    long found =
        inTenant(
            alpha,
            tx -> {
              tx.execute("update app.tenant set organisation = ? where tenant_id = ?", "B", alpha);
              return count(
                  tx,
                  COUNT
                      + " where tenant_id = any (?) and organisation = any (?) and created_at < ?",
                  List.of(alpha.value(), UUID.randomUUID()),
                  List.of("A,'\"{", "B"),
                  Instant.now().plusSeconds(60));
            });
    assertEquals(1, found);
    var wrong =
        assertThrows(
            RuntimeException.class,
            () -> inTenant(alpha, tx -> tx.execute("select ?", new int[0])));
    assertTrue(wrong instanceof IllegalArgumentException, wrong.toString());
  }

  @Test
  void serialisation_failures_and_deadlocks_are_retried_twice_and_nothing_else_is() {
    var alpha = tenant();
    assertEquals(3, attempts(alpha, "40001"));
    assertEquals(3, attempts(alpha, "40P01"));
    assertEquals(1, attempts(alpha, "23505"));
  }

  /** How often work runs that always fails with that state. */
  private static int attempts(TenantId tenant, String state) {
    var attempts = new AtomicInteger();
    String raise = "do $$ begin raise 'no' using errcode = '" + state + "'; end $$";
    assertThrows(
        RuntimeException.class,
        () ->
            inTenant(
                tenant,
                tx -> {
                  attempts.incrementAndGet();
                  return tx.execute(raise);
                }));
    return attempts.get();
  }

  @Test
  void an_error_does_not_tell_the_values_of_the_row() {
    var alpha = tenant();
    var refused =
        assertThrows(RuntimeException.class, () -> inTenant(alpha, tx -> insert(tx, alpha)));
    for (Throwable t = refused; t != null; t = t.getCause()) {
      assertTrue(!("" + t.getMessage()).contains(alpha.toString()), t.getMessage());
    }
  }

  private static TenantId tenant() {
    var tenant = TenantId.fresh();
    inTenant(tenant, tx -> insert(tx, tenant));
    return tenant;
  }

  private static long visible(TenantId tenant) {
    return inTenant(tenant, tx -> count(tx, COUNT));
  }

  private static List<UUID> read(TenantId tenant) {
    // Text columns: their length can't be known, which is where the driver would synchronise.
    String sql = "select tenant_id, slug from app.tenant where slug > ? and organisation = any (?)";
    return database.read(tenant, sql, row -> row.uuid("tenant_id"), "", List.of("Alpha", "Beta"));
  }

  private static <T> T inTenant(TenantId tenant, Work<T> work) {
    return database.inTenant(tenant, work);
  }

  private static long insert(Tx tx, TenantId tenant) {
    return insert(tx, tenant, "a" + tenant.toString().substring(24));
  }

  private static long insert(Tx tx, TenantId tenant, String slug) {
    return tx.execute(INSERT, tenant, slug);
  }

  private static long count(Tx tx, String sql, Object... parameters) {
    return tx.first(sql, row -> row.number("n"), parameters).orElseThrow();
  }

  private static String sqlState(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof SQLException e) {
        return e.getSQLState();
      }
    }
    return "";
  }
}
