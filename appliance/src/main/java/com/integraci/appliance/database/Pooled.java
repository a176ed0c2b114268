package com.integraci.appliance.database;

import com.zaxxer.hikari.HikariDataSource;
import io.helidon.dbclient.jdbc.JdbcConnectionPool;
import java.sql.Connection;
import java.sql.SQLException;

/** Lends a pool's connections to DB Client. */
record Pooled(HikariDataSource pool) implements JdbcConnectionPool {

  @Override
  public Connection connection() {
    try {
      return pool.getConnection();
    } catch (SQLException e) {
      throw Outage.unavailable(e);
    }
  }

  @Override
  public String dbType() {
    return "postgresql";
  }
}
