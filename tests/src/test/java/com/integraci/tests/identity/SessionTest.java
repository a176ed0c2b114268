package com.integraci.tests.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.database.UuidV7;
import com.integraci.tests.Plane;
import com.integraci.tests.Plane.Member;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Sessions of browsers, from the sign-in's first redirect to both sides' end. */
@Tag("isolation")
class SessionTest {

  private static final String COOKIE = "__Secure-integraci=";

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
  void a_member_signs_in_and_out_and_both_are_entries() {
    var owner = plane.tenant("session-whole", "owner");
    var cookie = signIn(owner);
    assertEquals(1, entries(owner, "session.create"));
    assertTrue(signedIn(owner.slug(), cookie));

    var out = plane.send(signOut(owner.slug(), cookie, csrf(cookie)));
    assertEquals(303, out.statusCode());
    var location = location(out);
    assertTrue(location.getPath().endsWith("/protocol/openid-connect/logout"));
    var query = query(location);
    assertTrue(query.containsKey("id_token_hint"));
    assertEquals(
        plane.settings().url() + "/t/session-whole/signed-out",
        query.get("post_logout_redirect_uri"));
    assertEquals(1, entries(owner, "session.end"));
    assertFalse(signedIn(owner.slug(), cookie));

    var ended = plane.send(plane.request(location.getRawPath() + "?" + location.getRawQuery()));
    assertEquals(302, ended.statusCode(), ended.body());
    assertEquals("/t/session-whole/signed-out", location(ended).getPath());
  }

  @Test
  void the_request_to_keycloak_carries_pkce_state_and_nonce() {
    plane.tenant("session-start", "owner");
    var start = plane.send(plane.request("/t/session-start/signin"));
    assertEquals(303, start.statusCode());
    var query = query(location(start));
    assertEquals("S256", query.get("code_challenge_method"));
    assertEquals("code", query.get("response_type"));
    assertEquals("console", query.get("client_id"));
    assertEquals(43, query.get("state").length());
    assertEquals(43, query.get("nonce").length());
    assertEquals(43, query.get("code_challenge").length());
  }

  @Test
  void a_team_that_is_not_there_or_not_active_has_no_sign_in() {
    plane.tenant("session-failed", "owner");
    plane.sql("update app.tenant set state = 'failed' where slug = 'session-failed'");
    assertEquals(404, status("/t/session-failed/signin"));
    assertEquals(404, status("/t/nobody-here/signin"));
    assertEquals(404, status("/t/master/signin"));
  }

  @Test
  void a_session_opens_no_other_team() {
    var one = plane.tenant("session-one", "owner");
    var two = plane.tenant("session-two", "owner");
    var cookie = signIn(one);
    assertFalse(signedIn(two.slug(), cookie));
    assertTrue(signedIn(one.slug(), cookie));
  }

  @Test
  void an_idle_an_old_and_a_removed_members_session_end() {
    var owner = plane.tenant("session-ends", "owner");
    var idle = signIn(owner);
    plane.sql(
        "update app.session set last_seen_at = now() - interval '31 minutes' where tenant_id ="
            + " ?",
        owner.tenant());
    assertFalse(signedIn(owner.slug(), idle));

    var old = signIn(owner);
    plane.sql("update app.session set expires_at = now() where tenant_id = ?", owner.tenant());
    assertFalse(signedIn(owner.slug(), old));

    var removed = signIn(owner);
    plane.insert(new Member(owner.tenant(), owner.slug(), UuidV7.next()), "owner");
    plane.sql("delete from app.member where member_id = ?", owner.id());
    assertFalse(signedIn(owner.slug(), removed));
  }

  @Test
  void a_tenant_that_is_not_active_any_more_ends_its_sessions() {
    var owner = plane.tenant("session-stopped", "owner");
    var cookie = signIn(owner);
    plane.sql("update app.tenant set state = 'failed' where tenant_id = ?", owner.tenant());
    assertFalse(signedIn(owner.slug(), cookie));
  }

  @Test
  void a_form_that_is_not_ours_does_not_sign_out() {
    var owner = plane.tenant("session-forged", "owner");
    var cookie = signIn(owner);
    assertEquals(403, plane.send(signOut(owner.slug(), cookie, "")).statusCode());
    assertEquals(403, plane.send(signOut(owner.slug(), cookie, "x".repeat(43))).statusCode());
    var elsewhere =
        signOut(owner.slug(), cookie, csrf(cookie)).header("Sec-Fetch-Site", "cross-site");
    assertEquals(403, plane.send(elsewhere).statusCode());
    assertTrue(signedIn(owner.slug(), cookie));
  }

  @Test
  void an_answer_to_another_sign_in_begins_no_session() {
    var owner = plane.tenant("session-mixed", "owner");
    var start = plane.send(start(owner));
    var attempt = cookie(start, "__Secure-integraci-signin=");
    var answer = answer(owner, location(start));
    var changed = answer.replaceFirst("state=[^&]+", "state=" + "x".repeat(43));

    var another = plane.send(plane.request(changed).header("Cookie", attempt));
    assertEquals("/t/session-mixed", location(another).getPath());
    assertFalse(another.headers().allValues("Set-Cookie").toString().contains(COOKIE));
    var foreign = plane.send(plane.request(answer));
    assertTrue(foreign.headers().allValues("Set-Cookie").isEmpty());

    var asked = location(start).toString().replaceFirst("nonce=[^&]+", "nonce=another");
    var wrong = answer(owner, URI.create(asked));
    var other = plane.send(plane.request(wrong).header("Cookie", attempt));
    assertEquals(401, other.statusCode());
    assertEquals(
        0, plane.count("select count(*) from app.session where tenant_id = ?", owner.tenant()));
  }

  @Test
  void whoever_keycloak_knows_and_the_team_does_not_is_not_let_in() {
    var owner = plane.tenant("session-nobody", "owner");
    var stranger = plane.stranger(owner);
    assertEquals(401, callback(stranger, plane.send(start(owner))).statusCode());
  }

  @Test
  void a_member_has_twenty_sessions_at_most() {
    var owner = plane.tenant("session-many", "owner");
    for (int i = 0; i < 3; i++) {
      signIn(owner);
    }
    plane.sql(
        "insert into app.session (tenant_id, session_id, token_hash, member_id, id_token,"
            + " expires_at) select tenant_id, uuidv7(), sha256(convert_to(n::text, 'UTF8')),"
            + " member_id, 'x', now() + interval '1 hour' from app.member, generate_series(1, 30)"
            + " n where member_id = ?",
        owner.id());
    var cookie = signIn(owner);
    assertTrue(signedIn(owner.slug(), cookie));
    assertEquals(
        20, plane.count("select count(*) from app.session where member_id = ?", owner.id()));
  }

  @Test
  void only_the_hash_of_a_session_is_stored() {
    var owner = plane.tenant("session-hash", "owner");
    var token = signIn(owner).substring(COOKIE.length());
    assertEquals(
        0,
        plane.count(
            "select count(*) from app.session s where s::text like '%' || ? || '%'", token));
    assertEquals(
        1,
        plane.count(
            "select count(*) from app.session where token_hash = sha256(convert_to(?, 'UTF8'))",
            token));
  }

  private static java.net.http.HttpRequest.Builder start(Member member) {
    return plane.request("/t/" + member.slug() + "/signin");
  }

  private static String signIn(Member member) {
    var done = callback(member, plane.send(start(member)));
    assertEquals(303, done.statusCode(), done.body());
    assertEquals("/t/" + member.slug(), location(done).getPath());
    var set = done.headers().allValues("Set-Cookie").getFirst();
    assertTrue(
        set.endsWith("; Path=/t/" + member.slug() + "; Secure; HttpOnly; SameSite=Lax"), set);
    return cookie(done, COOKIE);
  }

  private static HttpResponse<String> callback(Member member, HttpResponse<String> started) {
    var attempt = cookie(started, "__Secure-integraci-signin=");
    var answer = answer(member, location(started));
    return plane.send(plane.request(answer).header("Cookie", attempt));
  }

  /** Path and query with which Keycloak sends the browser back, the member having signed in. */
  private static String answer(Member member, URI authorization) {
    var back = plane.signIn(member, authorization);
    assertEquals("/t/" + member.slug() + "/callback", back.getPath());
    return back.getRawPath() + "?" + back.getRawQuery();
  }

  /** Asked of the sign-out, which a session without its token gets 403 from and nobody else 401. */
  private static boolean signedIn(String slug, String cookie) {
    int status = plane.send(signOut(slug, cookie, "")).statusCode();
    assertTrue(status == 403 || status == 401, "status " + status);
    return status == 403;
  }

  private static java.net.http.HttpRequest.Builder signOut(
      String slug, String cookie, String csrf) {
    return plane
        .request("/t/" + slug + "/signout")
        .header("Cookie", cookie)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString("csrf=" + csrf));
  }

  /** What the pages of the session would carry; derived as docs/adr/0003 says. */
  private static String csrf(String cookie) {
    return CsrfToken.of(cookie.substring(COOKIE.length()));
  }

  private static long entries(Member member, String action) {
    return plane.count(
        "select count(*) from app.audit_entry where tenant_id = ? and"
            + " convert_from(body, 'UTF8') like '%\"' || ? || '\"%'",
        member.tenant(), action);
  }

  private static int status(String path) {
    return plane.send(plane.request(path)).statusCode();
  }

  private static URI location(HttpResponse<String> response) {
    return URI.create(response.headers().firstValue("Location").orElseThrow());
  }

  private static String cookie(HttpResponse<String> response, String start) {
    return response.headers().allValues("Set-Cookie").stream()
        .filter(set -> set.startsWith(start))
        .map(set -> set.substring(0, set.indexOf(';')))
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> query(URI uri) {
    return Arrays.stream(uri.getRawQuery().split("&", -1))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }
}
