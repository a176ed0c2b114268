package com.integraci.tests.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.audit.Sealer;
import com.integraci.appliance.database.TenantId;
import com.integraci.tests.PostgresServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Nobody of the running system changes what was audited, be it sealed or not. */
@Tag("isolation")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditImmutabilityTest {

  private static final List<String> TABLES =
      List.of("audit_entry", "audit_seal", "audit_checkpoint", "audit_key");

  private final TenantId tenant = AuditPlace.tenant();
  private AuditPlace place;

  @BeforeAll
  void fill() {
    place = new AuditPlace();
    place.write(new AuditLog(), tenant, 1, 2);
    try (var sealer = Sealer.start(place.database, place.claims, place.policy)) {
      place.awaitSealed();
      AuditPlace.await(() -> sealer.sealed() == 2, "sealed");
    }
    place.write(new AuditLog(), tenant, 2, 2);
  }

  @AfterAll
  void close() {
    place.close();
  }

  @Test
  void no_login_role_of_the_running_system_can_update_delete_or_truncate() throws SQLException {
    List<String> running = new ArrayList<>(PostgresServer.ROLES);
    running.removeAll(List.of("integraci_migrator", "keycloak"));
    int refused = 0;
    for (String role : running) {
      for (String table : TABLES) {
        for (String sql :
            List.of(
                "update app.%s set tenant_id = tenant_id",
                "delete from app.%s",
                "truncate app.%s",
                "alter table app.%s disable trigger all",
                "drop table app.%s cascade")) {
          assertRefused(role, sql.formatted(table));
          refused++;
        }
      }
    }
    assertEquals(running.size() * TABLES.size() * 5, refused);
    assertEquals(4, place.number("select count(*) from app.audit_entry" + ofTenant()));
    assertEquals(2, place.number("select count(*) from app.audit_seal" + ofTenant()));
  }

  @Test
  void a_detail_is_never_changed_and_only_the_application_erases_one() {
    assertRefused("integraci_app", "update app.audit_detail set content = content");
    assertRefused("integraci_app", "truncate app.audit_detail");
    for (String role : PostgresServer.ROLES) {
      if (!List.of("integraci_migrator", "integraci_app", "keycloak").contains(role)) {
        assertRefused(role, "delete from app.audit_detail");
      }
    }
  }

  @Test
  void a_grant_given_by_mistake_is_refused_all_the_same() throws SQLException {
    try (var superuser = place.superuser();
        var statement = superuser.createStatement()) {
      statement.execute("grant update, delete, truncate on app.audit_entry to integraci_app");
      statement.execute("grant update, delete, truncate on app.audit_seal to integraci_app");
      try {
        for (String table : List.of("audit_entry", "audit_seal")) {
          assertRefused("integraci_app", "update app." + table + " set tenant_id = tenant_id");
          assertRefused("integraci_app", "delete from app." + table);
          assertRefused("integraci_app", "truncate app." + table + " cascade");
        }
      } finally {
        statement.execute("revoke update, delete, truncate on app.audit_entry from integraci_app");
        statement.execute("revoke update, delete, truncate on app.audit_seal from integraci_app");
      }
    }
  }

  @Test
  void the_writer_does_not_choose_where_its_entry_stands() {
    assertRefused(
        "integraci_app",
        "insert into app.audit_entry (tenant_id, position, body) overriding system value"
            + " values ('%s', 1, 'x')".formatted(tenant));
    assertRefused(
        "integraci_app",
        "insert into app.audit_entry (tenant_id, xact, body) values ('%s', '1', 'x')"
            .formatted(tenant));
    assertRefused(
        "integraci_app",
        "insert into app.audit_entry (tenant_id, began, body) values ('%s', now(), 'x')"
            .formatted(tenant));
    assertRefused("integraci_app", "select setval('app.audit_position', 1)");
    assertRefused("integraci_app", "select nextval('app.audit_position')");
  }

  @Test
  void a_seal_needs_an_entry_of_its_own_tenant() {
    TenantId other = AuditPlace.tenant();
    place.write(new AuditLog(), other, 1, 1);
    String seal =
        """
        insert into app.audit_seal (tenant_id, sequence, position, previous, hash)
        select '%s', 900 + n, p, decode(repeat('00', 32), 'hex'), decode(repeat('00', 32), 'hex')
        from unnest(array[%s]::bigint[]) with ordinality as of (p, n)\
        """;
    String own = "(select max(position) from app.audit_entry)";
    assertRefused("integraci_app", seal.formatted(tenant, "99999999"), "23503");
    assertRefused("integraci_app", seal.formatted(tenant, own + ", 99999999"), "23503");
    long foreign =
        place
            .database
            .inTenant(
                other,
                tx ->
                    tx.first("select position from app.audit_entry", row -> row.number("position")))
            .orElseThrow();
    assertRefused("integraci_app", seal.formatted(tenant, foreign), "23503");
  }

  @Test
  void a_tenant_sees_and_adds_nothing_of_another() {
    TenantId other = AuditPlace.tenant();
    for (String table : List.of("audit_entry", "audit_seal", "audit_detail", "audit_low_water")) {
      long seen =
          place
              .database
              .inTenant(
                  other,
                  tx ->
                      tx.first(
                          switch (table) {
                            case "audit_entry" -> "select count(*) as n from app.audit_entry";
                            case "audit_seal" -> "select count(*) as n from app.audit_seal";
                            case "audit_detail" -> "select count(*) as n from app.audit_detail";
                            default -> "select count(*) as n from app.audit_low_water";
                          },
                          row -> row.number("n")))
              .orElseThrow();
      assertEquals(0, seen, table);
    }
    assertThrows(
        RuntimeException.class,
        () ->
            place.database.inTenant(
                other,
                tx ->
                    tx.execute(
                        "insert into app.audit_entry (tenant_id, body) values (?, ?)",
                        tenant,
                        new byte[] {'x'})));
  }

  @Test
  void the_sealer_sees_places_and_not_what_happened() {
    assertRefused("integraci_sealer", "select body from app.audit_entry");
    assertRefused("integraci_sealer", "select hash from app.audit_seal");
    assertRefused("integraci_sealer", "select content from app.audit_detail");
    assertRefused(
        "integraci_sealer", "insert into app.audit_low_water values (gen_random_uuid(), 1)");
  }

  private String ofTenant() {
    return " where tenant_id = '" + tenant + "'";
  }

  private void assertRefused(String role, String sql) {
    assertRefused(role, sql, "42501");
  }

  private void assertRefused(String role, String sql, String state) {
    try (Connection connection = PostgresServer.shared().connect(role, place.settings.name());
        var statement = connection.createStatement()) {
      statement.execute("select set_config('app.tenant_id', '" + tenant + "', false)");
      SQLException refused =
          assertThrows(SQLException.class, () -> statement.execute(sql), role + ": " + sql);
      assertEquals(state, refused.getSQLState(), role + ": " + sql + ": " + refused);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
