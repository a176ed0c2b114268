package com.integraci.tests.isolation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One tenant can neither see nor change another's rows, in any table. */
@Tag("isolation")
class TrespassTest extends RolledBack {

  @Test
  void nobody_passes() throws SQLException {
    assertEquals(List.of(), Trespass.attempt(superuser));
  }

  @Test
  void each_table_without_its_policy_is_noticed() throws SQLException {
    assertNoticed("alter policy tenant_wall on %s using (true) with check (true)");
  }

  @Test
  void each_table_without_row_security_is_noticed() throws SQLException {
    assertNoticed("alter table %s disable row level security");
  }

  @Test
  void each_table_with_an_open_policy_beside_is_noticed() throws SQLException {
    assertNoticed("create policy open on %s using (true)");
  }

  @Test
  void a_role_that_passes_row_security_is_noticed() throws SQLException {
    Wall.execute(superuser, "alter role integraci_app bypassrls");
    assertMentions(Trespass.attempt(superuser));
  }

  private static void assertNoticed(String mutation) throws SQLException {
    for (String table : tables()) {
      Wall.execute(superuser, mutation.formatted(table));
    }
    assertMentions(Trespass.attempt(superuser));
  }

  private static void assertMentions(List<String> found) throws SQLException {
    for (String table : tables()) {
      assertTrue(found.stream().anyMatch(line -> line.contains(table)), table + ": " + found);
    }
  }

  /** Those on which the application role has any right. */
  private static List<String> tables() throws SQLException {
    return Wall.strings(
        superuser,
        """
        select name from wall_table where has_any_column_privilege('integraci_app', oid, 'select')
            or has_any_column_privilege('integraci_app', oid, 'insert')
            or has_any_column_privilege('integraci_app', oid, 'update')
            or has_table_privilege('integraci_app', oid, 'delete')
        """);
  }
}
