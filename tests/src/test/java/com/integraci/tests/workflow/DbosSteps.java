package com.integraci.tests.workflow;

import com.integraci.tests.PostgresServer;
import com.integraci.tests.bench.Interleaved;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.dbos.transact.DBOS;
import dev.dbos.transact.config.DBOSConfig;

/** Workflows of ten empty steps in DBOS Transact, with a database of its own on that server. */
final class DbosSteps implements Interleaved.Work, AutoCloseable {

  private static final String OWNER = "integraci_migrator";

  private final HikariDataSource pool;
  private final DBOS dbos;
  private final TenSteps steps;

  DbosSteps(PostgresServer server) {
    var database = server.unmigrated();
    var config = new HikariConfig();
    config.setJdbcUrl(database.jdbcUrl());
    config.setUsername(OWNER);
    config.setPassword(database.password(OWNER).reveal());
    config.setMaximumPoolSize(EmptySteps.POOL);
    pool = new HikariDataSource(config);
    dbos = new DBOS(DBOSConfig.defaults("bench").withDataSource(pool));
    steps = dbos.registerProxy(TenSteps.class, new Empty(dbos));
    dbos.launch();
  }

  @Override
  public void once() {
    dbos.startWorkflow(steps::run).getResult();
  }

  @Override
  public void close() {
    dbos.shutdown();
    pool.close();
  }

  /** The workflow itself. */
  private record Empty(DBOS dbos) implements TenSteps {
    @Override
    @dev.dbos.transact.workflow.Workflow
    public void run() {
      for (int step = 1; step <= EmptySteps.STEPS; step++) {
        dbos.runStep(() -> {}, "step" + step);
      }
    }
  }
}
