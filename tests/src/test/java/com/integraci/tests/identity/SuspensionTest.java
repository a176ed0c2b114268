package com.integraci.tests.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Suspended;
import com.integraci.appliance.keycloak.Keycloak;
import com.integraci.tests.Await;
import com.integraci.tests.Plane;
import com.integraci.tests.Plane.Member;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A suspended team: who is refused, where, how soon, and what goes on. */
@Tag("isolation")
class SuspensionTest {

  /** It takes about one second; a machine that does much else is no fault of the product. */
  private static final Duration CLOSED_MAX = Duration.ofSeconds(30);

  private static final String PAGE = "text/html";

  private static Plane plane;
  private static Keycloak keycloak;
  private static Database database;
  private static OperatorToken operator;

  @BeforeAll
  static void start() {
    plane = Plane.start();
    keycloak = Keycloak.open(plane.settings());
    database = Database.open(plane.settings().database());
    operator = OperatorToken.of(plane);
  }

  @AfterAll
  static void stop() {
    database.close();
    keycloak.close();
    plane.close();
  }

  @Test
  void its_people_are_refused_at_once_and_its_realm_is_closed_soon_after() {
    var owner = plane.tenant("suspended-whole", "owner");
    var token = plane.token(owner);
    var cookie = BrowserSession.signIn(plane, owner);
    assertEquals(200, tenant(token).statusCode());

    assertEquals(204, suspend(owner.slug()).statusCode());
    var refused = tenant(token);
    assertEquals(403, refused.statusCode());
    assertTrue(refused.body().contains("/problems#suspended"), refused.body());
    assertEquals(
        0, plane.count("select count(*) from app.session where tenant_id = ?", owner.tenant()));
    assertEquals(303, page("/t/suspended-whole", cookie).statusCode());
    var signIn = page("/t/suspended-whole/signin", cookie);
    assertEquals(403, signIn.statusCode());
    assertTrue(signIn.body().contains("Your team is suspended"), signIn.body());
    Await.until("the realm is closed", CLOSED_MAX, () -> !isOpen(owner));

    assertEquals(204, resume(owner.slug()).statusCode());
    Await.until("the realm is open", CLOSED_MAX, () -> isOpen(owner));
    // No broker runs here: the workflows wait for it behind this step.
    Await.until("both have done their step", CLOSED_MAX, () -> stepsDone(owner) == 2);
    assertEquals(200, tenant(plane.token(owner)).statusCode());
  }

  private static long stepsDone(Plane.Member owner) {
    return plane.count(
        """
        select count(*) from app.workflow_step
        where tenant_id = ? and step = 'realm' and outcome = 'done'
        """,
        owner.tenant());
  }

  @Test
  void the_transaction_refuses_even_if_nobody_looked_at_the_door() {
    var owner = plane.tenant("suspended-inside", "owner");
    var tenant = new TenantId(owner.tenant());
    assertEquals("active", state(database, tenant));
    suspend(owner.slug());
    assertThrows(Suspended.class, () -> state(database, tenant));
    assertThrows(
        Suspended.class, () -> database.read(tenant, "select 1 as one", row -> row.number("one")));
    assertEquals("suspended", state(database.system(), tenant));
    assertEquals(
        1, database.system().read(tenant, "select 1 as one", row -> row.number("one")).size());
    var other = new TenantId(plane.tenant("suspended-other", "owner").tenant());
    assertEquals("active", state(database, other));
  }

  @Test
  void both_chains_say_who_and_neither_shows_the_reason_in_its_entry() {
    var owner = plane.tenant("suspended-entries", "owner");
    suspend(owner.slug());
    resume(owner.slug());
    for (String action : new String[] {"tenant.suspend", "tenant.resume"}) {
      assertEquals(1, entries(owner.tenant(), action, owner));
      // Before the change and after it.
      assertEquals(2, entries(TenantId.APPLIANCE.value(), action, owner));
    }
    assertEquals(
        0,
        plane.count(
            "select count(*) from app.audit_entry where convert_from(body, 'UTF8') like ?",
            "%has not paid%"));
    assertEquals(
        2,
        plane.count(
            "select count(*) from app.audit_detail d join app.audit_entry e using (tenant_id,"
                + " position) where convert_from(d.content, 'UTF8') like '%has not paid%' and"
                + " convert_from(e.body, 'UTF8') like '%' || ? || '%'",
            owner.tenant().toString()));
  }

  @Test
  void what_can_not_be_suspended_or_resumed_is_refused_and_nothing_changes() {
    var owner = plane.tenant("suspended-never", "owner");
    assertEquals(409, resume(owner.slug()).statusCode());
    assertEquals(204, suspend(owner.slug()).statusCode());
    assertEquals(409, suspend(owner.slug()).statusCode());
    assertEquals(2, entries(TenantId.APPLIANCE.value(), "tenant.suspend", owner));
    assertEquals(204, resume(owner.slug()).statusCode());
    assertEquals(409, suspend("appliance").statusCode());
    assertEquals(409, resume("appliance").statusCode());
    assertEquals(404, suspend("nobody-is-here").statusCode());
    assertEquals(404, suspend("%00").statusCode());
    plane.sql("update app.tenant set state = 'provisioning' where tenant_id = ?", owner.tenant());
    assertEquals(409, suspend(owner.slug()).statusCode());
  }

  @Test
  void no_owner_suspends_and_a_reason_is_needed() {
    var owner = plane.tenant("suspended-denied", "owner");
    var token = plane.token(owner);
    var path = "/api/v1/tenants/suspended-denied/suspension";
    assertEquals(403, send(token, "POST", path, REASON).statusCode());
    assertEquals(403, send(token, "DELETE", path, "").statusCode());
    assertEquals(400, send(operator.value(), "POST", path, "{}").statusCode());
    assertEquals("active", state(database, new TenantId(owner.tenant())));
  }

  private static final String REASON = "{\"reason\": \"has not paid\"}";

  private static HttpResponse<String> suspend(String slug) {
    return send(operator.value(), "POST", "/api/v1/tenants/" + slug + "/suspension", REASON);
  }

  private static HttpResponse<String> resume(String slug) {
    return send(operator.value(), "DELETE", "/api/v1/tenants/" + slug + "/suspension", "");
  }

  private static HttpResponse<String> tenant(String token) {
    return send(token, "GET", "/api/v1/tenant", "");
  }

  private static HttpResponse<String> send(String token, String method, String path, String body) {
    return plane.send(
        plane
            .request(path)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
  }

  private static HttpResponse<String> page(String path, String cookie) {
    return plane.send(plane.request(path).header("Cookie", cookie).header("Accept", PAGE));
  }

  private static boolean isOpen(Member member) {
    return keycloak.gate().isOpen(member.slug(), new TenantId(member.tenant()));
  }

  private static String state(Database database, TenantId tenant) {
    return database
        .inTenant(tenant, tx -> tx.first("select state from app.tenant", row -> row.text("state")))
        .orElseThrow();
  }

  private static long entries(java.util.UUID chain, String action, Member about) {
    return plane.count(
        "select count(*) from app.audit_entry where tenant_id = ? and convert_from(body,"
            + " 'UTF8')::jsonb ->> 'action' = ? and convert_from(body, 'UTF8') like '%' || ? ||"
            + " '%'",
        chain, action, about.tenant().toString());
  }
}
