package com.integraci.appliance.database;

import com.integraci.appliance.tracing.Trace;
import com.integraci.config.ControlSettings;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.helidon.dbclient.DbClient;
import io.helidon.dbclient.DbClientException;
import io.helidon.dbclient.jdbc.JdbcClientBuilder;
import io.helidon.dbclient.jdbc.JdbcClientProvider;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * One login role's pool, and transactions on it that always end. The only class that sets a tenant:
 * every transaction says as its first statement whose it is, or that it is nobody's, so that
 * nothing a connection did before counts. Only {@link #call} says nothing: its role sees no table.
 */
final class Connections implements AutoCloseable {

  private static final Duration BORROW = Duration.ofSeconds(10);

  /** Longer than any of these roles' transactions: past it the server is gone. */
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private static final String SET_TENANT = "select set_config('app.tenant_id', ?, true)";

  /**
   * Ends a transaction in a suspended tenant with {@link Outage#SUSPENDED}. It stands after what
   * sets the tenant, in the same statement: PostgreSQL computes a list from left to right, and the
   * wall leaves one row of app.tenant to look at.
   */
  private static final String UNLESS_SUSPENDED =
      ", case when exists (select from app.tenant t where t.state = 'suspended')"
          + " then app.refuse_suspended() end";

  /** Sent before and after a statement that reads, all three in one message. */
  private static final String READ_ONLY_IN_TENANT =
      "select set_config('transaction_read_only', 'on', true), set_config('app.tenant_id', ?,"
          + " true)";

  private static final String WHOSE = ";\nselect current_setting('app.tenant_id', true)";
  private static final String NOBODY = "";
  private static final int ATTEMPTS_MAX = 3;

  private final HikariDataSource pool;
  private final DbClient client;

  private Connections(HikariDataSource pool, DbClient client) {
    this.pool = pool;
    this.client = client;
  }

  static Connections open(ControlSettings.Database settings, String role, int max) {
    var config = new HikariConfig();
    config.setPoolName(role);
    config.setJdbcUrl(settings.jdbcUrl());
    config.setUsername(role);
    config.setPassword(settings.password(role).reveal());
    config.addDataSourceProperty("socketTimeout", ANSWER.toSeconds());
    config.setMaximumPoolSize(max);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(BORROW.toMillis());
    config.setInitializationFailTimeout(-1);
    config.setAutoCommit(false);
    var pool = new HikariDataSource(config);
    JdbcClientBuilder builder = new JdbcClientProvider().builder();
    return new Connections(pool, builder.connectionPool(new Pooled(pool)).build());
  }

  /** Who a transaction in a tenant is for. */
  enum Door {
    /** Somebody of the tenant, who is refused while it is suspended. */
    MEMBERS,
    /** The appliance itself, whose work goes on. */
    SYSTEM
  }

  /** Runs the work with the rows of one tenant. */
  <T> T inTenant(Door door, TenantId tenant, Work<T> work) {
    return inTransaction(door, tenant.toString(), work);
  }

  /** Runs the work without a tenant: no row of any is seen but by an explicit policy. */
  <T> T withoutTenant(Work<T> work) {
    return inTransaction(Door.SYSTEM, NOBODY, work);
  }

  /** Reads with one statement, in a transaction and a round trip of its own. */
  <T> List<T> read(Door door, TenantId tenant, String sql, Mapper<T> mapper, Object... parameters) {
    var opening =
        door == Door.MEMBERS ? READ_ONLY_IN_TENANT + UNLESS_SUSPENDED : READ_ONLY_IN_TENANT;
    var message = opening.concat(";\n").concat(sql).concat(WHOSE);
    try (var trace = span("read", tenant.toString())) {
      return spanned(trace, () -> oneTrip(message, tenant.toString(), mapper, parameters));
    }
  }

  /** Runs one statement without a tenant, in a transaction and a round trip of its own. */
  <T> List<T> call(String sql, Mapper<T> mapper, Object... parameters) {
    try (var trace = span("call", NOBODY)) {
      Trace.statement(sql);
      return spanned(trace, () -> called(sql, mapper, parameters));
    }
  }

  private <T> List<T> called(String sql, Mapper<T> mapper, Object... parameters) {
    try (var rows = client.execute().query(sql, Parameters.all(parameters))) {
      return rows.map(row -> mapper.map(Row.of(row))).toList();
    }
  }

  private <T> T inTransaction(Door door, String tenant, Work<T> work) {
    try (var trace = span("transaction", tenant)) {
      return spanned(trace, () -> once(door, tenant, work));
    }
  }

  /** A span of the role's; the tenant is an id, and statements are constant text. */
  private Trace span(String name, String tenant) {
    return Trace.client("postgresql", () -> name)
        .with("db.system.name", "postgresql")
        .with("integraci.role", pool.getPoolName())
        .with("integraci.tenant.id", tenant);
  }

  private static <T> T spanned(Trace trace, Supplier<T> transaction) {
    try {
      return attempt(transaction);
    } catch (RuntimeException e) {
      trace.failed(e.getClass().getName());
      throw e;
    }
  }

  private static <T> T attempt(Supplier<T> transaction) {
    for (int attempt = 1; ; attempt++) {
      try {
        return transaction.get();
      } catch (RuntimeException e) {
        if (attempt == ATTEMPTS_MAX || !Outage.mayPass(e)) {
          throw Outage.meaning(e);
        }
      }
    }
  }

  private <T> T once(Door door, String tenant, Work<T> work) {
    var opening = door == Door.MEMBERS ? SET_TENANT + UNLESS_SUSPENDED : SET_TENANT;
    T result;
    Tx tx;
    try (var connection = client.unwrap(Connection.class)) {
      tx = new Tx(connection, new Tx.Sent(opening, Parameters.text(tenant)));
      result = inTransaction(connection, tx, work);
    } catch (SQLException e) {
      throw new DbClientException("A connection could not be given back.", e);
    }
    tx.committed();
    return result;
  }

  private static <T> T inTransaction(Connection connection, Tx tx, Work<T> work) {
    try {
      T result = work.in(tx);
      tx.commit();
      return result;
    } catch (RuntimeException | Error e) {
      rollback(connection, e);
      throw e;
    }
  }

  /**
   * Three statements in one message with one synchronisation point at its end: to PostgreSQL that
   * is one transaction (the implicit block of its extended protocol), so the tenant holds for the
   * second statement, and for nothing after the third, which says whose the transaction was. The
   * driver would synchronise in between when it knows a statement's text columns from an untyped
   * parameter, so each has a type; if it ever does, the second sees no row and the third tells. DB
   * Client's statements take one result only, so this goes to the connection below it.
   */
  private <T> List<T> oneTrip(String sql, String tenant, Mapper<T> mapper, Object... parameters) {
    try (var connection = client.unwrap(Connection.class)) {
      connection.setAutoCommit(true);
      Trace.statement(sql);
      try (var statement = connection.prepareStatement(sql)) {
        Parameters.bindTyped(statement, 1, tenant);
        for (int i = 0; i < parameters.length; i++) {
          Parameters.bindTyped(statement, i + 2, parameters[i]);
        }
        statement.execute();
        statement.getMoreResults();
        var found = Tx.mapped(statement, mapper);
        statement.getMoreResults();
        if (!List.of(tenant).equals(Tx.mapped(statement, row -> row.text("current_setting")))) {
          throw new IllegalStateException("the statements were not one transaction");
        }
        return found;
      }
    } catch (SQLException e) {
      throw new DbClientException("A statement that reads failed.", e);
    }
  }

  /** When a broken connection can't roll back, what broke it matters. */
  private static void rollback(Connection connection, Throwable cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  Pool.Use use() {
    var now = pool.getHikariPoolMXBean();
    return new Pool.Use(
        pool.getPoolName(),
        now.getActiveConnections(),
        now.getIdleConnections(),
        now.getThreadsAwaitingConnection(),
        pool.getMaximumPoolSize());
  }

  @Override
  public void close() {
    client.close();
    pool.close();
  }
}
