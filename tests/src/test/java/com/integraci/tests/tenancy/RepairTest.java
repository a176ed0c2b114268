package com.integraci.tests.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Role;
import com.integraci.appliance.repair.NightlyRepair;
import com.integraci.tests.Await;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Layers that were broken for real: the plan names what, the repair mends it, the next is empty.
 */
@Tag("isolation")
final class RepairTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final String SLUG = "to-be-repaired";

  private static TeamPlace place;
  private static Broken team;

  @BeforeAll
  static void provision() {
    place = TeamPlace.fresh();
    team = Broken.team(place, SLUG);
  }

  @AfterAll
  static void close() {
    place.close();
  }

  @BeforeEach
  void nothing_differs() {
    assertEquals(List.of(), team.differences());
  }

  @Test
  void a_realm_is_made_as_its_template_and_as_its_members() {
    team.removeClient("console");
    team.changeClient("cli", "{\"redirectUris\": [\"https://evil.example/callback\"]}");
    team.realm(Map.of("registrationAllowed", true));
    team.keycloak("POST", "/users", user("nobodys"));
    team.keycloak("POST", "/clients", "{\"clientId\": \"nobodys\", \"secret\": \"x\"}");
    var user =
        team.keycloak("GET", "/users?email=nobodys@tests.example", "")
            .path(0)
            .path("id")
            .asString();
    assertEquals(
        List.of(
            "realm realm_setting registrationAllowed",
            "realm client_missing console",
            "realm client_changed cli.redirectUris",
            "realm client_changed cli.webOrigins",
            "realm client_unknown nobodys",
            "realm user_unknown " + user),
        team.differences());
    team.repair();
    assertEquals(List.of(), team.differences());
    assertEquals(1, team.keycloak("GET", "/clients?clientId=console", "").size());
    assertEquals(0, team.keycloak("GET", "/users?email=nobodys@tests.example", "").size());
    assertEquals(1, team.keycloak("GET", "/users", "").size());
  }

  @Test
  void the_realms_own_client_comes_back_with_what_it_may() {
    team.removeClient("control-plane");
    assertEquals(List.of("realm client_missing control-plane"), team.differences());
    team.repair();
    assertEquals(List.of(), team.differences());
    assertTrue(place.keycloak.has(SLUG, team.tenant()), "its client has tokens and may look");
    assertEquals(1, place.keycloak.directory().profiles(SLUG, members()).size());
  }

  private static String user(String name) {
    return "{\"email\": \"%s@tests.example\", \"enabled\": true}".formatted(name);
  }

  private static List<java.util.UUID> members() {
    return place.database.inTenant(
        team.tenant(),
        tx -> tx.query("select member_id from app.member", row -> row.uuid("member_id")));
  }

  @Test
  void a_realm_is_opened_or_closed_as_the_team_is() {
    team.realm(Map.of("enabled", false));
    assertEquals(List.of("realm realm_closed"), team.differences());
    team.repair();
    assertTrue(place.keycloak.gate().isOpen(SLUG, team.tenant()));

    place.suspension.suspend(Broken.OPERATOR, SLUG, "to be opened");
    team.finish();
    team.realm(Map.of("enabled", true));
    assertEquals(List.of("realm realm_open"), team.differences());
    team.repair();
    assertEquals(List.of(), team.differences());
    assertFalse(place.keycloak.gate().isOpen(SLUG, team.tenant()));
    place.suspension.resume(Broken.OPERATOR, SLUG);
    team.finish();
  }

  @Test
  void a_namespace_gets_back_its_policy_its_role_and_its_settings() {
    team.openbao("DELETE", "sys/policies/acl/request", Map.of());
    team.openbao("POST", "auth/approle/role/request", Map.of("token_policies", "root,request"));
    team.openbao("POST", "kv/config", Map.of("cas_required", false));
    assertEquals(
        List.of(
            "secrets part_changed config",
            "secrets part_missing policy",
            "secrets part_changed role",
            "broker broker_stream_unseen"),
        team.differences());
    team.repair();
    assertEquals(List.of(), team.differences());
    team.openbao(
        "POST",
        "sys/policies/acl/request",
        Map.of("policy", "path \"*\" { capabilities=[\"read\"] }"));
    assertTrue(team.differences().contains("secrets part_changed policy"));
    team.repair();
  }

  @Test
  void an_account_is_told_and_its_stream_made_again() {
    team.sql("update app.broker_account set claims_hash = repeat('0', 64) where tenant_id = ?");
    assertEquals(List.of("broker broker_claims_other"), team.differences());
    team.repair();
    Await.until("nothing differs", SOON, () -> team.differences().isEmpty());
    team.sql("delete from app.broker_account where tenant_id = ?");
    assertEquals(List.of("broker broker_account"), team.differences());
    team.repair();
  }

  @Test
  void a_lamp_that_was_out_is_lit_by_a_repair() {
    team.sql("update app.layer set state = 'failed' where layer = 'realm' and tenant_id = ?");
    team.realm(Map.of("rememberMe", true));
    team.repair();
    assertEquals(
        1,
        team.number(
            "select count(*) as n from app.layer where layer = 'realm' and state = 'ready'"));
  }

  @Test
  void a_plan_that_is_no_longer_true_is_refused() {
    team.realm(Map.of("rememberMe", true));
    var former = team.plan().fingerprint();
    team.realm(Map.of("verifyEmail", true));
    assertThrows(Conflict.class, () -> place.repairs.start(Broken.OPERATOR, SLUG, former));
    place.repairs.start(Broken.OPERATOR, SLUG, team.plan().fingerprint());
    assertThrows(
        Conflict.class,
        () -> place.repairs.start(Broken.OPERATOR, SLUG, team.plan().fingerprint()),
        "one repair at a time");
    // What comes after the plan is not in it.
    team.realm(Map.of("registrationAllowed", true));
    team.finish();
    assertEquals(List.of("realm realm_setting registrationAllowed"), team.differences());
    team.repair();
    assertThrows(
        Conflict.class,
        () -> place.repairs.start(Broken.OPERATOR, SLUG, team.plan().fingerprint()),
        "nothing to do");
  }

  @Test
  void a_rule_mends_what_is_harmless_and_leaves_the_rest_to_people() {
    team.realm(Map.of("rememberMe", true));
    team.keycloak("POST", "/users", user("left-alone"));
    var hour = Instant.now().atOffset(ZoneOffset.UTC).getHour();
    var two = Clock.system(ZoneOffset.ofHours((2 - hour + 36) % 24 - 12));
    new NightlyRepair(place.repairs, two).run();
    assertEquals(2, team.differences().size(), "it is not night yet");
    var three = Clock.system(ZoneOffset.ofHours((3 - hour + 36) % 24 - 12));
    new NightlyRepair(place.repairs, three).run();
    team.finish();
    assertTrue(place.repairs.waiting(100).contains(team.tenant()), "it waits for a person");
    team.realm(Map.of("rememberMe", true));
    // As after a start within the hour: the database says that this night's look was made.
    new NightlyRepair(place.repairs, three).run();
    assertEquals(2, team.differences().size(), "it looked twice in one night");
    team.realm(Map.of("rememberMe", false));
    assertEquals(1, team.differences().size(), team.differences().toString());
    assertTrue(team.differences().getFirst().contains("user_unknown"));
    assertEquals(Optional.empty(), place.repairs.byRule(team.tenant(), "again"));
    for (TenantId chain : List.of(TenantId.APPLIANCE, team.tenant())) {
      assertTrue(entries(chain, "\"rule\":\"nightly\"") >= 1, "an entry in " + chain);
    }
    team.repair();
    assertEquals(List.of(), team.differences());
    assertFalse(place.repairs.waiting(100).contains(team.tenant()), "it waits no more");
  }

  @Test
  void an_operators_repair_stands_in_both_chains_with_its_end() {
    long intents = entries(TenantId.APPLIANCE, "\"stage\":\"intent\"");
    long ends = entries(TenantId.APPLIANCE, "\"stage\":\"end\"");
    team.realm(Map.of("rememberMe", true));
    var plan = team.plan().fingerprint();
    long own = entries(team.tenant(), plan);
    team.repair();
    assertEquals(intents + 1, entries(TenantId.APPLIANCE, "\"stage\":\"intent\""));
    assertEquals(ends + 1, entries(TenantId.APPLIANCE, "\"stage\":\"end\""));
    assertEquals(own + 1, entries(team.tenant(), plan));
  }

  private static long entries(TenantId chain, String with) {
    return place
        .database
        .system()
        .inTenant(
            chain,
            tx ->
                tx.first(
                    """
                    select count(*) as n from app.audit_entry
                    where convert_from(body, 'UTF8') like '%tenant.repair%'
                        and convert_from(body, 'UTF8') like '%' || ? || '%'
                    """,
                    row -> row.number("n"), with))
        .orElseThrow();
  }

  @Test
  void nobody_but_an_operator_sees_a_plan_or_begins_one() {
    var owner =
        new Caller(team.tenant(), Broken.OPERATOR.actor(), Role.OWNER, Broken.OPERATOR.request());
    assertThrows(Denied.class, () -> place.repairs.plan(owner, SLUG));
    assertThrows(Denied.class, () -> place.repairs.start(owner, SLUG, "a".repeat(64)));
    assertThrows(NotFound.class, () -> place.repairs.plan(Broken.OPERATOR, "no-such-team"));
  }
}
