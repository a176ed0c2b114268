package com.integraci.tests.isolation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Tries, as the application role, everything it has a right to on every table: with no tenant set,
 * and with one tenant's id on another's row. Rows are made from the catalog's types, with triggers,
 * foreign keys and checks out of the way, so that only the wall stands between. Works in a
 * transaction of the superuser that is rolled back.
 */
final class Trespass {

  private static final String ROLE = "integraci_app";
  private static final UUID OURS = UUID.fromString("01900000-0000-7000-8000-00000000000a");
  private static final UUID THEIRS = UUID.fromString("01900000-0000-7000-8000-00000000000b");
  private static final String COLUMNS =
      """
      select t.name || ' ' || a.attname || ' ' || format_type(a.atttypid, null)
      from wall_table t join pg_attribute a on a.attrelid = t.oid
      where a.attnum > 0 and not a.attisdropped and a.attnotnull and a.attgenerated = ''
        and a.attidentity = '' and (not a.atthasdef or a.attname = 'tenant_id')
      """;
  private static final String CHECKS =
      """
      select format('alter table %s drop constraint %I', t.name, c.conname)
      from pg_constraint c join wall_table t on t.oid = c.conrelid where c.contype = 'c'
      """;

  private final Connection transaction;
  private final Map<String, Map<String, String>> tables = new TreeMap<>();
  private final List<String> found = new ArrayList<>();

  private Trespass(Connection transaction) {
    this.transaction = transaction;
  }

  /** What the application role could do and must not, as text. */
  static List<String> attempt(Connection transaction) throws SQLException {
    var trespass = new Trespass(transaction);
    trespass.seed();
    for (String table : trespass.tables.keySet()) {
      trespass.attempt(table, "");
      trespass.attempt(table, OURS.toString());
    }
    return trespass.found;
  }

  private void seed() throws SQLException {
    Wall.execute(transaction, "set local session_replication_role = replica");
    for (String drop : Wall.strings(transaction, CHECKS)) {
      Wall.execute(transaction, drop);
    }
    for (String column : Wall.strings(transaction, COLUMNS)) {
      String[] parts = column.split(" ", 3);
      tables.computeIfAbsent(parts[0], _ -> new TreeMap<>()).put(parts[1], parts[2]);
    }
    for (String table : tables.keySet()) {
      Wall.execute(transaction, insert(table, tables.get(table), OURS));
      Wall.execute(transaction, insert(table, tables.get(table), THEIRS));
    }
  }

  private void attempt(String table, String tenant) throws SQLException {
    String who = tenant.isEmpty() ? "nobody" : "a tenant";
    long visible = tenant.isEmpty() ? 0 : 1;
    if (may(table, "select")) {
      expect(tenant, visible, who + " sees", "select count(*) from " + table);
      String theirs = " where tenant_id = '" + THEIRS + "'";
      expect(tenant, 0, who + " sees another's", "select count(*) from " + table + theirs);
    }
    if (may(table, "delete")) {
      expect(tenant, visible, who + " deletes", counting("delete from " + table));
    }
    for (String column : updatable(table)) {
      String update = "update %s set %s = %s".formatted(table, column, column);
      expect(tenant, visible, who + " updates", counting(update));
      if (column.equals("tenant_id")) {
        String move = "update %s set tenant_id = '%s'".formatted(table, THEIRS);
        expectRefused(tenant, visible, who + " gives away", move);
      }
    }
    if (may(table, "insert")) {
      String theirs = insert(table, insertable(table), UUID.randomUUID());
      expectRefused(tenant, 1, who + " inserts another's", theirs);
    }
  }

  private void expect(String tenant, long rows, String what, String sql) throws SQLException {
    String outcome = as(tenant, sql);
    if (!outcome.equals("" + rows) && !outcome.contains("permission denied")) {
      found.add("%s: %s, %s rows are right: %s".formatted(what, outcome, rows, sql));
    }
  }

  /** The wall must refuse it; a statement that touches no row has nothing to refuse. */
  private void expectRefused(String tenant, long rows, String what, String sql)
      throws SQLException {
    String outcome = as(tenant, counting(sql));
    boolean refused =
        outcome.contains("row-level security") || outcome.contains("permission denied");
    if (!refused && !(rows == 0 && outcome.equals("0"))) {
      found.add("%s: %s: %s".formatted(what, outcome, sql));
    }
  }

  /** The count that the statement gives, or why it was refused; nothing of it stays. */
  private String as(String tenant, String sql) throws SQLException {
    var savepoint = transaction.setSavepoint();
    try {
      Wall.execute(transaction, "set local role " + ROLE);
      Wall.strings(transaction, "select set_config('app.tenant_id', '" + tenant + "', true)");
      return Wall.strings(transaction, sql).getFirst();
    } catch (SQLException e) {
      return e.getMessage();
    } finally {
      transaction.rollback(savepoint);
    }
  }

  private static String counting(String sql) {
    return "with touched as (" + sql + " returning 1) select count(*) from touched";
  }

  private boolean may(String table, String privilege) throws SQLException {
    String any = privilege.equals("delete") ? "has_table_privilege" : "has_any_column_privilege";
    return Wall.strings(
            transaction, "select %s('%s', '%s', '%s')".formatted(any, ROLE, table, privilege))
        .getFirst()
        .equals("t");
  }

  private List<String> updatable(String table) throws SQLException {
    return Wall.strings(
        transaction,
        """
        select attname from pg_attribute
        where attrelid = '%s'::regclass and attnum > 0 and not attisdropped
          and has_column_privilege('%s', attrelid, attnum, 'update')
        """
            .formatted(table, ROLE));
  }

  /** The columns that the role may give; row security is checked before what must not be null. */
  private Map<String, String> insertable(String table) throws SQLException {
    var columns = new TreeMap<>(tables.get(table));
    columns.keySet().retainAll(may(table, "insert", columns.keySet()));
    return columns;
  }

  private List<String> may(String table, String privilege, Set<String> columns)
      throws SQLException {
    return Wall.strings(
        transaction,
        """
        select name from unnest('{%s}'::text[]) as name
        where has_column_privilege('%s', '%s', name, '%s')
        """
            .formatted(String.join(",", columns), ROLE, table, privilege));
  }

  private static String insert(String table, Map<String, String> columns, UUID tenant) {
    String values =
        columns.entrySet().stream()
            .map(c -> c.getKey().equals("tenant_id") ? "'" + tenant + "'" : value(c.getValue()))
            .collect(Collectors.joining(", "));
    return "insert into %s (%s) values (%s)"
        .formatted(table, String.join(", ", columns.keySet()), values);
  }

  private static String value(String type) {
    return switch (type) {
      case "uuid" -> "gen_random_uuid()";
      case "text", "character varying" -> "gen_random_uuid()::text";
      case "bytea" -> "uuid_send(gen_random_uuid())";
      case "smallint", "integer", "bigint", "numeric" -> "1";
      case "xid8" -> "'1'::xid8";
      case "boolean" -> "false";
      case "timestamp with time zone" -> "now()";
      case "interval" -> "interval '1 s'";
      case "jsonb" -> "'{}'::jsonb";
      default -> type.endsWith("[]") ? "'{}'::" + type : "null";
    };
  }
}
