package com.integraci.tests.members;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.tests.Await;
import com.integraci.tests.Plane;
import com.integraci.tests.Plane.Member;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A team requires a second factor: what its realm asks of whom, by the API. */
@Tag("isolation")
final class SecondFactorTest {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String SETTING = "/api/v1/second-factor";

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
  void whoever_signs_in_to_a_team_that_requires_one_sets_one_up_and_all_sessions_end() {
    var owner = plane.tenant("factor-team", "owner");
    var token = plane.token(owner);
    var cookie = session(owner);
    assertFalse(asked(owner), "it is asked for unasked");
    assertEquals("{\"required\":false}", send("GET", SETTING, "", token).body());
    assertEquals(202, send("PUT", SETTING, "{\"required\":true}", token).statusCode());
    assertEquals("{\"required\":true}", send("GET", SETTING, "", token).body());
    settled(owner, 1);
    assertTrue(asked(owner), "a password alone is enough");
    assertEquals(303, page(owner, cookie), "a session holds that began without it");
    assertEquals(202, send("PUT", SETTING, "{\"required\":true}", token).statusCode());
    assertEquals(1, entries(owner, "factor.require"), "what is no change leaves an entry");
    assertEquals(202, send("PUT", SETTING, "{\"required\":false}", token).statusCode());
    settled(owner, 2);
    assertFalse(asked(owner), "it is asked for still");
    assertEquals(202, send("PUT", SETTING, "{\"required\":true}", token).statusCode());
    settled(owner, 3);
    assertTrue(asked(owner), "a second time it isn't asked for");
    assertEquals(3, entries(owner, "factor.require"));
  }

  @Test
  void it_is_a_fact_of_what_people_do_once_nobody_can_be_in_without() {
    var owner = plane.tenant("factor-fact", "owner");
    var token = plane.token(owner);
    assertEquals("false", known(owner, token, "before"));
    assertEquals(202, send("PUT", SETTING, "{\"required\":true}", token).statusCode());
    settled(owner, 1);
    // Whoever holds a token of before has shown a password only, for as long as it lasts.
    assertEquals("false", known(owner, token, "soon"));
    // Five minutes are what a token lasts, and one more is for clocks that differ.
    since(owner, "310 seconds");
    assertEquals("false", known(owner, token, "nearly"));
    session(owner);
    assertEquals(1, sessions(owner, false));
    since(owner, "361 seconds");
    assertEquals("true", known(owner, token, "later"));
    assertEquals(1, sessions(owner, true));
    assertEquals(202, send("PUT", SETTING, "{\"required\":false}", token).statusCode());
    assertEquals("false", known(owner, token, "over"));
    assertEquals(1, sessions(owner, false));
  }

  /** As if its realm had let nobody in without one for so long. */
  private static void since(Member owner, String interval) {
    plane.sql(
        "update app.tenant set second_factor_since = now() - ?::interval"
            + " where tenant_id = ? and second_factor_since is not null",
        interval,
        owner.tenant());
  }

  /** What the decision on the making of a group knows of it. */
  private static String known(Member owner, String token, String group) {
    assertEquals(
        201, send("POST", "/api/v1/groups", "{\"name\":\"" + group + "\"}", token).statusCode());
    long sure =
        plane.count(
            "select count(*) from app.decision where tenant_id = ? and action = 'group.create'"
                + " and input like '%\"second_factor\":true%'"
                + " and decision_id = (select max(decision_id::text)::uuid from app.decision"
                + " where tenant_id = ? and action = 'group.create')",
            owner.tenant(), owner.tenant());
    return sure == 1 ? "true" : "false";
  }

  private static long sessions(Member owner, boolean sure) {
    return plane.count(
        "select count(*) from app.session s, front.find_session(?, s.token_hash) f"
            + " where s.tenant_id = ? and f.second_factor = ?",
        owner.slug(),
        owner.tenant(),
        sure);
  }

  @Test
  void one_teams_setting_is_no_other_teams() {
    var owner = plane.tenant("factor-one", "owner");
    var other = plane.tenant("factor-other", "owner");
    var token = plane.token(owner);
    assertEquals(202, send("PUT", SETTING, "{\"required\":true}", token).statusCode());
    settled(owner, 1);
    assertFalse(asked(other));
    assertEquals("{\"required\":false}", send("GET", SETTING, "", plane.token(other)).body());
  }

  @Test
  void only_an_owner_requires_it_and_an_admin_resets_everybody_but_owners() {
    var owner = plane.tenant("factor-roles", "owner");
    var admin = joined(owner, "admin");
    var viewer = joined(owner, "viewer");
    var token = plane.token(admin);
    assertEquals(403, send("PUT", SETTING, "{\"required\":true}", token).statusCode());
    assertEquals(200, send("GET", SETTING, "", plane.token(viewer)).statusCode());
    assertEquals(400, send("PUT", SETTING, "{}", plane.token(owner)).statusCode());
    assertEquals(403, reset(owner, token));
    assertEquals(403, reset(admin, plane.token(viewer)));
    assertEquals(404, reset(plane.tenant("factor-strange", "owner"), token));
    var cookie = session(viewer);
    assertEquals(200, page(viewer, cookie));
    assertEquals(204, reset(viewer, token));
    assertEquals(303, page(viewer, cookie), "the session holds still");
    assertEquals(1, entries(owner, "factor.reset"));
    assertEquals(0, entries(owner, "factor.require"));
  }

  private static Member joined(Member owner, String role) {
    var member = plane.stranger(owner);
    plane.insert(member, role);
    return member;
  }

  private static int reset(Member member, String token) {
    var path = "/api/v1/members/" + member.id() + "/second-factor";
    return send("DELETE", path, "", token).statusCode();
  }

  private static void settled(Member owner, int times) {
    Await.until(
        "the realm follows",
        SOON,
        () ->
            plane.count(
                    "select count(*) from app.workflow where definition = 'factor.settle' and state"
                        + " = 'succeeded' and tenant_id = ?",
                    owner.tenant())
                == times);
  }

  /** Whether name and password lead to the set-up of a second factor and not to the console. */
  private static boolean asked(Member member) {
    var start = plane.send(plane.request("/t/" + member.slug() + "/signin"));
    var to = URI.create(start.headers().firstValue("Location").orElseThrow());
    var answered = plane.signIn(member, to).toString();
    return answered.contains("execution=CONFIGURE_TOTP");
  }

  private static HttpResponse<String> send(String method, String path, String body, String token) {
    var sent = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    return plane.send(
        plane
            .request(path)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, sent));
  }

  /** A session as the sign-in makes it; returns its cookie. */
  private static String session(Member member) {
    var token = member.id().toString().replace("-", "") + "x".repeat(11);
    plane.sql(
        "insert into app.session (tenant_id, session_id, token_hash, member_id, id_token,"
            + " expires_at) values (?, uuidv7(), sha256(convert_to(?, 'UTF8')), ?, 'none', now() +"
            + " interval '1 hour')",
        member.tenant(),
        token,
        member.id());
    return "__Secure-integraci=" + token;
  }

  private static int page(Member member, String cookie) {
    return plane
        .send(plane.request("/t/" + member.slug() + "/members").header("Cookie", cookie))
        .statusCode();
  }

  private static long entries(Member owner, String action) {
    return plane.count(
        "select count(*) from app.audit_entry where tenant_id = ? and convert_from(body, 'UTF8')"
            + " like '%\"' || ? || '\"%' and convert_from(body, 'UTF8') like '%\"done\"%'",
        owner.tenant(), action);
  }
}
