package com.integraci.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.TenantId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("isolation")
class PostgresServerTest {

  @Test
  void a_copy_is_migrated_and_its_own() {
    var server = PostgresServer.shared();
    var first = server.copy();
    var second = server.copy();
    assertNotEquals(first.name(), second.name());
    try (var database = Database.open(first);
        var other = Database.open(second)) {
      var tenant = TenantId.fresh();
      database.inTenant(
          tenant,
          tx ->
              tx.execute(
                  """
                  insert into app.tenant (tenant_id, slug, plan, organisation, state)
                  values (?, 'alpha', 'team', 'Alpha', 'active')
                  """,
                  tenant.value()));
      assertEquals(1, count(database, tenant));
      assertEquals(0, count(other, tenant));
    }
  }

  private static long count(Database database, TenantId tenant) {
    return database
        .inTenant(
            tenant, tx -> tx.first("select count(*) as n from app.tenant", row -> row.number("n")))
        .orElseThrow();
  }
}
