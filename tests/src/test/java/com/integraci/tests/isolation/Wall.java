package com.integraci.tests.isolation;

import com.integraci.tests.SqlBlocks;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What must hold, each a query of the catalog that returns what breaks it. Everything runs in one
 * transaction of the superuser that is rolled back, so that a mutation leaves nothing behind.
 */
final class Wall {

  /** Title and statement, in the order of the file. */
  static final Map<String, String> CHECKS = blocks("checks.sql");

  /** "Title of the check: what is broken" and the statements that break it. */
  static final Map<String, String> MUTATIONS = blocks("mutations.sql");

  /** Section of docs/cross-tenant.md and the query of its rows. */
  static final Map<String, String> LISTINGS = blocks("listing.sql");

  private Wall() {}

  /** What breaks the check, by name. The connection is in a transaction of the superuser. */
  static List<String> violations(Connection transaction, String title) throws SQLException {
    return strings(transaction, CHECKS.get(title));
  }

  /** Makes the views that the checks read. */
  static void takeInventory(Connection transaction) throws SQLException {
    execute(transaction, SqlBlocks.text(Wall.class, "inventory.sql"));
  }

  static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static List<String> strings(Connection connection, String sql) throws SQLException {
    var found = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  private static Map<String, String> blocks(String name) {
    return SqlBlocks.of(Wall.class, name);
  }
}
