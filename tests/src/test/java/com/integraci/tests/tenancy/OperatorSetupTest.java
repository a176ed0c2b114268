package com.integraci.tests.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.keycloak.NewRealm;
import com.integraci.appliance.tenancy.ApplianceTenant;
import com.integraci.appliance.tenancy.OperatorSetup;
import com.integraci.tests.PostgresServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The one-time link on which the first operator sets a password. */
@Tag("crash")
final class OperatorSetupTest {

  private static final String GOOD = "a good password";

  private static final List<UUID> IDS = new ArrayList<>();

  private static TeamPlace place;
  private static OperatorSetup setup;

  @BeforeAll
  static void open() throws SQLException {
    place = TeamPlace.fresh();
    setup = new OperatorSetup(place.database, place.policy, place.audit, place.keycloak);
    sql(
        "insert into app.tenant (tenant_id, slug, plan, organisation, state)"
            + " values (?, 'appliance', 'appliance', 'Operators', 'active')",
        TenantId.APPLIANCE.value());
    place.keycloak.createOperatorRealm(
        new NewRealm(ApplianceTenant.SLUG, TenantId.APPLIANCE, "Operators"), UuidV7.next());
  }

  @BeforeEach
  void nobody() throws SQLException {
    IDS.forEach(id -> place.keycloak.deleteUser(ApplianceTenant.SLUG, id));
    sql("delete from app.operator_link");
    sql("delete from app.member where role = 'operator'");
  }

  @AfterAll
  static void close() {
    place.close();
  }

  @Test
  void the_link_makes_one_operator_and_an_entry_and_works_once() throws SQLException {
    var id = link("one");
    setup.expectOpen("one");
    setup.run("one", GOOD);
    assertTrue(place.keycloak.hasUser(ApplianceTenant.SLUG, id), "Keycloak has the operator");
    assertEquals(1, count("app.member where role = 'operator' and member_id = ?", id));
    assertEquals(
        1,
        count(
            "app.audit_entry where convert_from(body, 'UTF8') like '%member.create%' || ? || '%'",
            id.toString()));
    assertThrows(NotFound.class, () -> setup.expectOpen("one"));
    assertThrows(NotFound.class, () -> setup.run("one", GOOD));
  }

  @Test
  void a_refused_password_leaves_the_link_open_and_nobody_made() throws SQLException {
    var id = link("two");
    assertThrows(Invalid.class, () -> setup.run("two", "short"));
    assertThrows(Invalid.class, () -> setup.run("two", "x".repeat(73)));
    assertFalse(place.keycloak.hasUser(ApplianceTenant.SLUG, id), "a user was made");
    setup.run("two", GOOD);
  }

  @Test
  void an_attempt_that_was_cut_off_is_made_good_with_the_later_password() throws SQLException {
    var id = link("three");
    setup.run("three", "the password before");
    // As if the process had died between Keycloak and our commit.
    sql("delete from app.member where member_id = ?", id);
    sql("update app.operator_link set used_at = null where link_id = ?", id);
    setup.run("three", GOOD);
    assertTrue(place.keycloak.hasUser(ApplianceTenant.SLUG, id), "the operator is gone");
  }

  @Test
  void a_link_that_never_was_or_is_too_old_or_comes_after_an_operator_is_not_there()
      throws SQLException {
    assertThrows(NotFound.class, () -> setup.run("never", GOOD));
    link("old");
    sql("update app.operator_link set created_at = now() - interval '8 days'");
    assertThrows(NotFound.class, () -> setup.run("old", GOOD));
    link("first");
    link("second");
    setup.run("first", GOOD);
    assertThrows(NotFound.class, () -> setup.run("second", GOOD));
  }

  private static UUID link(String token) throws SQLException {
    var id = UuidV7.next();
    IDS.add(id);
    sql(
        "insert into app.operator_link (tenant_id, link_id, token_hash)"
            + " values (?, ?, sha256(convert_to(?, 'UTF8')))",
        TenantId.APPLIANCE.value(),
        id,
        token);
    return id;
  }

  private static void sql(String statement, Object... values) throws SQLException {
    try (var connection = PostgresServer.shared().superuser(place.settings.database().name());
        var prepared = connection.prepareStatement(statement)) {
      for (int i = 0; i < values.length; i++) {
        prepared.setObject(i + 1, values[i]);
      }
      prepared.execute();
    }
  }

  private static long count(String what, Object value) throws SQLException {
    try (var connection = PostgresServer.shared().superuser(place.settings.database().name());
        var prepared = connection.prepareStatement("select count(*) from " + what)) {
      prepared.setObject(1, value);
      try (var rows = prepared.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }
}
