package com.integraci.appliance.database;

import com.integraci.appliance.failure.Unavailable;
import com.integraci.config.ControlSettings;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.helidon.dbclient.DbClient;
import io.helidon.dbclient.DbTransaction;
import io.helidon.dbclient.jdbc.JdbcClientBuilder;
import io.helidon.dbclient.jdbc.JdbcClientProvider;
import io.helidon.dbclient.jdbc.JdbcConnectionPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * One login role's pool, and transactions on it that always end. The only class that sets a tenant:
 * every transaction says as its first statement whose it is, or that it is nobody's, so that
 * nothing a connection did before counts.
 */
final class Connections implements AutoCloseable {

  private static final Duration BORROW = Duration.ofSeconds(10);

  /** Longer than any of these roles' transactions: past it the server is gone. */
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private static final String SET_TENANT = "select set_config('app.tenant_id', ?, true)";
  private static final String NOBODY = "";
  private static final int ATTEMPTS_MAX = 3;
  private static final Set<String> RETRIED = Set.of("40001", "40P01");

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

  /** Runs the work with the rows of one tenant. */
  <T> T inTenant(TenantId tenant, Work<T> work) {
    return inTransaction(tenant.toString(), work);
  }

  /** Runs the work without a tenant: no row of any is seen but by an explicit policy. */
  <T> T withoutTenant(Work<T> work) {
    return inTransaction(NOBODY, work);
  }

  private <T> T inTransaction(String tenant, Work<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(tenant, work);
      } catch (RuntimeException e) {
        var state = sqlState(e);
        if (attempt == ATTEMPTS_MAX || state.filter(RETRIED::contains).isEmpty()) {
          throw state.filter(Connections::isAway).isPresent() ? unavailable(e) : e;
        }
      }
    }
  }

  private <T> T once(String tenant, Work<T> work) {
    DbTransaction transaction = client.transaction();
    var tx = new Tx(transaction);
    T result;
    try {
      tx.query(SET_TENANT, row -> row, tenant);
      result = work.in(tx);
      tx.failure()
          .ifPresent(
              e -> {
                throw e;
              });
    } catch (RuntimeException | Error e) {
      rollback(transaction, e);
      throw e;
    }
    transaction.commit();
    tx.committed();
    return result;
  }

  /** A failed statement closes its connection, and rollback then throws: the cause matters. */
  private static void rollback(DbTransaction transaction, Throwable cause) {
    try {
      transaction.rollback();
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  private static Optional<String> sqlState(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof SQLException e && e.getSQLState() != null) {
        return Optional.of(e.getSQLState());
      }
    }
    return Optional.empty();
  }

  /**
   * Class 08 is a broken connection; 57P01 to 57P03 and 53300 say that the server can't take us.
   */
  private static boolean isAway(String state) {
    return state.startsWith("08") || state.startsWith("57P") || state.equals("53300");
  }

  private static Unavailable unavailable(RuntimeException e) {
    return new Unavailable(
        "postgresql", "PostgreSQL does not answer. See `integraci status` on the appliance.", e);
  }

  @Override
  public void close() {
    client.close();
    pool.close();
  }

  /** Lends the pool's connections to DB Client. */
  private record Pooled(HikariDataSource pool) implements JdbcConnectionPool {
    @Override
    public Connection connection() {
      try {
        return pool.getConnection();
      } catch (SQLException e) {
        throw new Unavailable(
            "postgresql",
            "PostgreSQL does not answer. See `integraci status` on the appliance.",
            e);
      }
    }

    @Override
    public String dbType() {
      return "postgresql";
    }
  }
}
