package com.integraci.tests.isolation;

import com.integraci.tests.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Each test is a superuser's transaction on a migrated database that is rolled back. */
abstract class RolledBack {

  static Connection superuser;

  @BeforeAll
  static void connect() throws SQLException {
    var server = PostgresServer.shared();
    superuser = server.superuser(server.copy().name());
    superuser.setAutoCommit(false);
  }

  @AfterAll
  static void disconnect() throws SQLException {
    superuser.close();
  }

  @BeforeEach
  void takeInventory() throws SQLException {
    Wall.takeInventory(superuser);
  }

  @AfterEach
  void undo() throws SQLException {
    superuser.rollback();
  }
}
