package com.integraci.tests.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.schema.Migrate;
import com.integraci.config.ControlSettings;
import com.integraci.config.SettingsFile;
import com.integraci.tests.PostgresServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Migrations on empty and filled databases, and what stops them. */
@Tag("isolation")
class MigrateTest {

  private static final Path GOLDEN =
      Path.of("src/test/resources/com/integraci/tests/database/schema.sql");
  private static final String TWO_TENANTS =
      """
      insert into app.tenant (tenant_id, slug, plan, organisation, state) values
          ('01900000-0000-7000-8000-00000000000a', 'alpha', 'team', 'Alpha', 'active'),
          ('01900000-0000-7000-8000-00000000000b', 'beta', 'team', 'Beta', 'active')
      """;

  private final PostgresServer server = PostgresServer.shared();

  @TempDir Path folder;

  /** Refresh the golden dump with {@code -Dintegraci.golden=write}, and read the difference. */
  @Test
  void the_schema_is_the_golden_dump() throws IOException {
    String dump = dump(server.copy().name());
    if (System.getProperty("integraci.golden", "compare").equals("write")) {
      Files.writeString(GOLDEN, dump);
    }
    assertEquals(Files.readString(GOLDEN), dump, "refresh it with -Dintegraci.golden=write");
  }

  @Test
  void an_empty_database_migrates_once() {
    var empty = server.unmigrated();
    assertTrue(Migrate.migrate(empty) > 0);
    assertEquals(0, Migrate.migrate(empty));
  }

  @Test
  void a_filled_database_migrates_and_keeps_its_rows() throws SQLException {
    var old = server.unmigrated();
    Flyway.configure()
        .dataSource(old.jdbcUrl(), "postgres", old.password("postgres").reveal())
        .initSql("set role integraci_migrator")
        .defaultSchema("migration")
        .target("0002")
        .load()
        .migrate();
    try (var migrator = server.connect("integraci_migrator", old.name())) {
      execute(migrator, TWO_TENANTS);
      assertTrue(Migrate.migrate(old) > 0);
      assertEquals("2", value(migrator, "select count(*) from app.tenant"));
    }
    assertEquals(dump(server.template().name()), dump(old.name()));
  }

  @Test
  void a_backfill_reaches_every_tenant_because_the_migrator_passes_row_security()
      throws SQLException {
    String backfill =
        "with filled as (update app.tenant set organisation = 'Filled' returning 1) select count(*)"
            + " from filled";
    try (var migrator = server.connect("integraci_migrator", filled())) {
      assertEquals("2", value(migrator, backfill));
    }
    try (var owner = ownerWithoutBypass()) {
      assertEquals("0", value(owner, backfill));
      owner.rollback();
    }
  }

  @Test
  void a_foreign_key_over_a_dangling_row_is_refused_because_the_migrator_passes_row_security()
      throws SQLException {
    String dangling =
        """
        create table app.child (tenant_id uuid not null, id uuid not null, primary key (tenant_id, id));
        alter table app.child enable row level security;
        alter table app.child force row level security;
        create policy tenant_wall on app.child
            using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
        insert into app.child values ('01900000-0000-7000-8000-00000000000a', gen_random_uuid())
        """;
    String key =
        "alter table app.child add foreign key (tenant_id, id) references app.member (tenant_id,"
            + " member_id)";
    try (var migrator = server.connect("integraci_migrator", filled())) {
      execute(migrator, dangling);
      var refused = assertThrows(SQLException.class, () -> execute(migrator, key));
      assertEquals("23503", refused.getSQLState());
    }
    try (var owner = ownerWithoutBypass()) {
      execute(owner, dangling.replace("insert into", "reset role; insert into"));
      execute(owner, "set local role integraci_migrator; " + key);
      owner.rollback();
    }
  }

  @Test
  void the_application_role_reads_no_history() throws SQLException {
    try (var app = server.connect("integraci_app", server.copy().name())) {
      var refused =
          assertThrows(
              SQLException.class,
              () -> execute(app, "select from migration.flyway_schema_history"));
      assertEquals("42501", refused.getSQLState());
    }
  }

  @Test
  void the_backup_role_dumps_every_tenants_rows_and_writes_none() throws SQLException {
    String name = filled();
    String dump = server.run("pg_dump", "-U", "integraci_backup", "--inserts", "-d", name);
    assertTrue(dump.contains("'Alpha'") && dump.contains("'Beta'"), "rows of both");
    assertTrue(dump.contains("flyway_schema_history"), "the history too");
    try (var backup = server.connect("integraci_backup", name)) {
      assertThrows(SQLException.class, () -> execute(backup, "delete from app.tenant"));
    }
  }

  @Test
  void a_newer_database_is_refused_in_a_sentence() throws SQLException, IOException {
    var newer = server.copy();
    try (var migrator = server.connect("integraci_migrator", newer.name())) {
      execute(
          migrator,
          """
          insert into migration.flyway_schema_history
              (installed_rank, version, description, type, script, installed_by, execution_time, success)
          values (9999, '9999', 'later', 'SQL', 'V9999__later.sql', 'somebody', 1, true)
          """);
    }
    assertRefused(3, "used by a newer release: its schema has migration 9999", newer);
  }

  @Test
  void an_edited_migration_is_refused() throws SQLException, IOException {
    var edited = server.copy();
    try (var migrator = server.connect("integraci_migrator", edited.name())) {
      execute(
          migrator,
          "update migration.flyway_schema_history set checksum = 1 where version = '0002'");
    }
    assertRefused(5, "Migration checksum mismatch for migration version 0002", edited);
  }

  @Test
  void a_server_that_is_away_and_settings_that_cannot_be_used_have_codes_of_their_own()
      throws IOException {
    var copy = server.copy();
    var nowhere =
        new ControlSettings.Database(
            copy.address(), 1, copy.name(), copy.authority(), copy.passwords(), 2);
    assertRefused(4, "PostgreSQL does not answer", nowhere);
    assertRefused(2, "can't be read", new String[] {"--config", folder.resolve("no").toString()});
    assertRefused(2, "Usage: Migrate --config FILE", new String[0]);
  }

  @Test
  void a_connection_lost_in_a_migration_leaves_nothing_of_it() throws IOException, SQLException {
    try (var own = PostgresServer.start();
        var superuser = own.superuser("integraci")) {
      execute(superuser, "create database lost owner integraci_migrator");
      var lost = own.database("lost");
      try (var inside = own.superuser("lost")) {
        execute(
            inside,
            """
            create function die() returns event_trigger language plpgsql as
                $$ begin perform pg_terminate_backend(pg_backend_pid()); end $$;
            create event trigger die on ddl_command_end when tag in ('CREATE POLICY')
                execute function die()
            """);
        assertRefused(4, "PostgreSQL does not answer", lost);
        assertEquals("0", value(inside, "select count(*) from pg_class where relname = 'tenant'"));
        execute(inside, "drop event trigger die");
      }
      assertTrue(Migrate.migrate(lost) > 0);
    }
  }

  private void assertRefused(int code, String message, ControlSettings.Database settings)
      throws IOException {
    Path file = folder.resolve("migrate.yaml");
    Files.writeString(file, SettingsFile.write(settings));
    assertRefused(code, message, new String[] {"--config", file.toString()});
  }

  private static void assertRefused(int code, String message, String[] arguments) {
    var bytes = new ByteArrayOutputStream();
    var messages = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    assertEquals(code, Migrate.run(arguments, messages));
    String said = bytes.toString(StandardCharsets.UTF_8);
    assertTrue(said.contains(message), said);
  }

  /** A copy with two tenants in it. */
  private String filled() throws SQLException {
    String name = server.copy().name();
    try (var migrator = server.connect("integraci_migrator", name)) {
      execute(migrator, TWO_TENANTS);
    }
    return name;
  }

  /** A transaction in which the migrator still owns everything and no longer passes. */
  private Connection ownerWithoutBypass() throws SQLException {
    var superuser = server.superuser(filled());
    superuser.setAutoCommit(false);
    execute(superuser, "alter role integraci_migrator nobypassrls");
    execute(superuser, "set local role integraci_migrator");
    return superuser;
  }

  /** Without the lines that differ from run to run. */
  private String dump(String database) {
    return server
        .run("pg_dump", "--schema-only", "-n", "app", "-n", "front", "-d", database)
        .lines()
        .filter(line -> !line.startsWith("\\") && !line.startsWith("-- Dumped"))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String value(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
