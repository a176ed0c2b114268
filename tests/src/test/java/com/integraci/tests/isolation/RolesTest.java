package com.integraci.tests.isolation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.tests.PostgresServer;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** roles.sql at each start takes back what was added to a role since the last. */
@Tag("isolation")
class RolesTest {

  private static final List<String> ADDED =
      List.of(
          "alter role integraci_app bypassrls createdb inherit",
          "alter role integraci_app set app.tenant_id = '00000000-0000-7000-8000-000000000001'",
          "alter role integraci_app reset transaction_timeout",
          "grant integraci_migrator to integraci_app",
          "grant pg_read_all_data to integraci_sealer",
          "grant connect on database template1 to public",
          "grant connect on database integraci to public");

  @Test
  void roles_are_put_right_and_twice_is_as_once() throws SQLException {
    var server = PostgresServer.start();
    try (server;
        var superuser = server.superuser("integraci")) {
      for (String sql : ADDED) {
        Wall.execute(superuser, sql);
      }
      server.applyRoles();
      server.applyRoles();
      superuser.setAutoCommit(false);
      Wall.takeInventory(superuser);
      for (String check : Wall.CHECKS.keySet()) {
        assertEquals(List.of(), Wall.violations(superuser, check), check);
      }
      assertEquals(
          List.of(),
          Wall.strings(
              superuser,
              "select setconfig::text from pg_db_role_setting where setconfig::text like"
                  + " '%app.%'"));
    }
  }

  @Test
  void no_role_of_ours_reaches_the_database_of_another() {
    var server = PostgresServer.shared();
    for (String database : List.of("postgres", "template1", "keycloak")) {
      var refused =
          assertThrows(
              IllegalStateException.class, () -> server.connect("integraci_app", database));
      assertTrue(refused.getCause().getMessage().contains("permission denied"), database);
    }
  }
}
