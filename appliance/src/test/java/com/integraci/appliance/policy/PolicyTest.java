package com.integraci.appliance.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Denied;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PolicyTest {

  private static final UUID ID = UUID.fromString("0192aaaa-0000-7000-8000-0123456789ab");
  private static final TenantId TENANT = new TenantId(ID);
  private static final Actor MEMBER = new Actor(Actor.Kind.MEMBER, ID);

  private final Policy policy = Policy.load();

  @Test
  void a_permit_carries_what_was_decided() {
    var caller = new Caller(TENANT, MEMBER, Role.ADMIN, ID);
    var permit = policy.authorize(caller, Action.SECRET_PUT, Resource.tenant(TENANT));
    assertEquals(TENANT, permit.tenant());
    assertEquals(MEMBER, permit.actor());
    assertEquals(Role.ADMIN, permit.role());
    assertEquals(Action.SECRET_PUT, permit.action());
    assertEquals(ID, permit.request());
  }

  @Test
  void a_denial_names_the_action() {
    var caller = new Caller(TENANT, MEMBER, Role.VIEWER, ID);
    var denied =
        assertThrows(
            Denied.class,
            () -> policy.authorize(caller, Action.SECRET_PUT, Resource.tenant(TENANT)));
    assertEquals("secret.put", denied.action());
  }

  @Test
  void a_job_gets_a_system_permit_for_what_jobs_do_only() {
    var permit = policy.system(TENANT, ID, Action.AUDIT_SEAL, Resource.tenant(TENANT));
    assertEquals(new Actor(Actor.Kind.SYSTEM, ID), permit.actor());
    assertThrows(
        Denied.class, () -> policy.system(TENANT, ID, Action.SECRET_PUT, Resource.tenant(TENANT)));
  }

  @Test
  void nobody_calls_as_the_system_or_as_an_operator_of_another_tenant() {
    assertThrows(IllegalArgumentException.class, () -> new Caller(TENANT, MEMBER, Role.SYSTEM, ID));
    assertThrows(
        IllegalArgumentException.class, () -> new Caller(TENANT, MEMBER, Role.OPERATOR, ID));
    var operator = new Caller(TenantId.APPLIANCE, MEMBER, Role.OPERATOR, ID);
    assertEquals(Role.OPERATOR, operator.role());
  }
}
