package com.integraci.tests.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.integraci.appliance.database.UuidV7;
import com.integraci.tests.Await;
import com.integraci.tests.ForgedToken;
import com.integraci.tests.KeycloakServer;
import com.integraci.tests.Plane;
import com.integraci.tests.Plane.Member;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Callers of the API: the token says who, the database what role. */
@Tag("isolation")
class TokenTest {

  private static Plane plane;

  @BeforeAll
  static void start() {
    plane = Plane.start();
  }

  @AfterAll
  static void stop() {
    plane.close();
  }

  @Test
  void without_a_token_that_holds_the_answer_is_401() {
    var owner = plane.tenant("token-whole", "owner");
    assertEquals(401, plane.send(plane.request("/metrics")).statusCode());
    assertEquals(401, status("x"));
    assertEquals(401, status(plane.token(owner) + "x"));
  }

  @Test
  void a_token_of_nobody_or_of_another_realm_is_401() {
    var owner = plane.tenant("token-one", "owner");
    var other = plane.tenant("token-two", "owner");
    assertEquals(401, status(plane.token(plane.stranger(owner))));
    var elsewhere = plane.stranger(other);
    plane.insert(new Member(owner.tenant(), owner.slug(), elsewhere.id()), "owner");
    assertEquals(401, status(plane.token(elsewhere)), "a member of one team, by the other's realm");
    assertEquals(401, status(KeycloakServer.shared().admin().token()), "the realm master");
  }

  @Test
  void a_token_for_something_else_is_401() {
    var owner = plane.tenant("token-other", "owner");
    assertEquals(401, status(plane.idToken(owner)), "an id token for the console");
  }

  @Test
  void a_forged_token_is_401() {
    var owner = plane.tenant("token-forged", "owner");
    var real = plane.token(owner);
    assertEquals(403, status(real));
    var forged = ForgedToken.like(real);
    var key = plane.key(owner.slug());
    for (String token : forged.all(key)) {
      assertEquals(401, status(token), token);
    }
    var later = forged.with("exp", Instant.now().plus(Duration.ofDays(1)).getEpochSecond());
    assertEquals(401, status(later.byOtherKey()));
    assertEquals(403, status(real), "the real one holds still");
  }

  @Test
  void a_token_that_is_over_is_401() {
    var owner = plane.tenant("token-over", "owner");
    KeycloakServer.shared().admin().changeRealm(owner.slug(), Map.of("accessTokenLifespan", 1));
    var token = plane.token(owner);
    assertEquals(403, status(token));
    Await.until("the token is over", Duration.ofSeconds(30), () -> status(token) == 401);
  }

  @Test
  void a_refused_caller_leaves_an_entry_and_a_decision_with_its_own() {
    var owner = plane.tenant("token-denied", "owner");
    assertEquals(403, status(plane.token(owner)));
    assertEquals(
        2, plane.count("select count(*) from app.audit_entry where tenant_id = ?", owner.tenant()));
    assertEquals(
        1, plane.count("select count(*) from app.decision where tenant_id = ?", owner.tenant()));
  }

  @Test
  void a_change_of_role_and_of_the_tenant_counts_from_the_next_request() {
    var owner = plane.tenant("token-change", "owner");
    var token = plane.token(owner);
    assertEquals(403, status(token));
    plane.sql("update app.tenant set state = 'failed' where tenant_id = ?", owner.tenant());
    assertEquals(401, status(token));
    plane.sql("update app.tenant set state = 'active' where tenant_id = ?", owner.tenant());
    assertEquals(403, status(token));
    plane.insert(new Member(owner.tenant(), owner.slug(), UuidV7.next()), "owner");
    plane.sql("delete from app.member where member_id = ?", owner.id());
    assertEquals(401, status(token));
  }

  @Test
  void readiness_names_what_is_away() {
    var ready = plane.send(plane.request("/health/ready"));
    assertEquals(503, ready.statusCode());
    assertEquals(true, ready.body().contains("{\"name\":\"openbao\",\"status\":\"down\"}"));
    assertEquals(200, plane.send(plane.request("/health/live")).statusCode());
  }

  private static int status(String token) {
    return plane
        .send(plane.request("/metrics").header("Authorization", "Bearer " + token))
        .statusCode();
  }
}
