package com.integraci.tests;

import com.integraci.appliance.schema.Migrate;
import com.integraci.config.ControlSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL with TLS on a free port of 127.0.0.1, with the product's roles, passwords and
 * schema. What it holds is thrown away: it does not wait for the disk.
 *
 * <p>The database {@code integraci} is migrated once and stays untouched as the template of the
 * copies that suites work on; a copy costs about 100 ms.
 */
public final class PostgresServer implements AutoCloseable {

  /** Every login role that roles.sql makes. */
  public static final List<String> ROLES =
      List.of(
          "integraci_migrator",
          "integraci_backup",
          "integraci_app",
          "integraci_front",
          "integraci_sealer",
          "integraci_workflow",
          "integraci_overview",
          "integraci_sweeper",
          "integraci_events",
          "integraci_metrics",
          "keycloak");

  private static final String ROLES_SQL = "/com/integraci/config/postgres/roles.sql";
  private static final int POOL_MAX = 16;

  private final PostgresFolder folder;
  private final PostgresPrograms programs;
  private final int port;
  private final AtomicInteger copies = new AtomicInteger();
  private PostgresProcess process;

  private PostgresServer(PostgresFolder folder, PostgresPrograms programs, int port) {
    this.folder = folder;
    this.programs = programs;
    this.port = port;
    this.process = start(folder, programs, port);
  }

  /** The server that the suites of this virtual machine share; it ends with it. */
  public static PostgresServer shared() {
    return Shared.SERVER;
  }

  /** A server of its own, with roles, passwords and the migrated database {@code integraci}. */
  public static PostgresServer start() {
    var programs = PostgresPrograms.find();
    var server = new PostgresServer(PostgresFolder.make(programs), programs, freePort());
    server.applyRoles();
    ROLES.forEach(server::setPassword);
    Migrate.migrate(server.database("integraci"));
    return server;
  }

  /** The template: migrated and empty. Nobody may stay connected to it. */
  public ControlSettings.Database template() {
    return database("integraci");
  }

  /** A new copy of the migrated database. */
  public ControlSettings.Database copy() {
    return copy("integraci");
  }

  /** A new copy of a database that nobody is connected to. */
  public ControlSettings.Database copy(String template) {
    return create(" template " + template);
  }

  /** A new database without the schema. */
  public ControlSettings.Database unmigrated() {
    return create("");
  }

  /** How the product connects to a database of this server. */
  public ControlSettings.Database database(String name) {
    return new ControlSettings.Database(
        "127.0.0.1", port, name, folder.authority(), folder.passwords(), POOL_MAX);
  }

  /** A connection of PostgreSQL's superuser, for what no role of the product may do. */
  public Connection superuser(String database) {
    return connect("postgres", database);
  }

  /** From now on it waits for the disk, as the product's does: for what measures it. */
  public void waitForTheDisk() {
    try (var superuser = superuser("postgres");
        var statement = superuser.createStatement()) {
      for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
        statement.execute("alter system set " + setting + " = on");
      }
      statement.execute("select pg_reload_conf()");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A connection of one login role, past the product's code. */
  public Connection connect(String role, String database) {
    var settings = database(database);
    try {
      return DriverManager.getConnection(
          settings.jdbcUrl(), role, settings.password(role).reveal());
    } catch (SQLException e) {
      throw new IllegalStateException(role + " can't connect to " + database, e);
    }
  }

  /** Runs one of PostgreSQL's programs as the superuser over the local socket. */
  public String run(String program, String... arguments) {
    String[] socket = {"-h", folder.socket().toString(), "-p", "" + port, "-U", "postgres"};
    String[] all = new String[socket.length + arguments.length];
    System.arraycopy(socket, 0, all, 0, socket.length);
    System.arraycopy(arguments, 0, all, socket.length, arguments.length);
    return programs.run(program, all);
  }

  /** The text of a backup: everything of a database, as the backup role reads it. */
  public String dump(String database) {
    return run("pg_dump", "-U", "integraci_backup", "-d", database);
  }

  /** A new database from a backup, be it of another server; its roles are there already. */
  public ControlSettings.Database restore(String dump) {
    var database = unmigrated();
    Path file = folder.root().resolve(database.name() + ".sql");
    folder.write(file, dump);
    String[] whole = {"-X", "-q", "-v", "ON_ERROR_STOP=1", "--single-transaction"};
    var arguments = new ArrayList<>(List.of(whole));
    arguments.addAll(List.of("-d", database.name(), "-f", file.toString()));
    run("psql", arguments.toArray(String[]::new));
    return database;
  }

  /** Runs the product's roles.sql, as the installer does at each start. */
  public void applyRoles() {
    try (InputStream in = ControlSettings.class.getResourceAsStream(ROLES_SQL)) {
      Path file = folder.root().resolve("roles.sql");
      Files.write(file, in.readAllBytes());
      run("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", "postgres", "-f", file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the server at once, as kill -9 of all its processes would. */
  public void kill() {
    process.stop();
  }

  /** Ends the postmaster and whatever it has started by SIGKILL, all at the same time. */
  public void killAll() {
    process.killAll();
  }

  /** Starts it again after {@link #kill} or {@link #killAll}. */
  public void restart() {
    process = start(folder, programs, port);
  }

  @Override
  public void close() {
    process.stop();
    folder.delete();
  }

  private void setPassword(String role) {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    String password = HexFormat.of().formatHex(random);
    folder.write(folder.passwords().resolve(role), password);
    psql("alter role %s password '%s'".formatted(role, password));
  }

  private ControlSettings.Database create(String clause) {
    String name = "copy_" + copies.incrementAndGet();
    psql("create database " + name + " owner integraci_migrator" + clause);
    psql("revoke all on database " + name + " from public");
    var roles = ROLES.stream().filter(role -> !role.equals("keycloak")).toList();
    psql("grant connect on database " + name + " to " + String.join(", ", roles));
    return database(name);
  }

  private void psql(String sql) {
    try (var connection = superuser("postgres");
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static PostgresProcess start(PostgresFolder folder, PostgresPrograms programs, int port) {
    return PostgresProcess.start(
        programs.line(
            "postgres",
            "-D",
            folder.data().toString(),
            "-p",
            "" + port,
            "-k",
            "" + folder.socket()),
        folder.root().resolve("log"));
  }

  public static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Started by the first suite that asks. */
  private static final class Shared {
    static final PostgresServer SERVER = start();

    static {
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(SERVER::close));
    }

    private Shared() {}
  }
}
