package com.integraci.tests.members;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.database.UuidV7;
import com.integraci.tests.Await;
import com.integraci.tests.Plane;
import com.integraci.tests.Plane.Member;
import com.integraci.tests.PostgresServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Roles, removal and leaving, by the API. */
@Tag("isolation")
final class MembersTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  private static Plane plane;
  private static Member owner;
  private static Member admin;
  private static Member viewer;
  private static String ownerToken;
  private static String adminToken;
  private static String viewerToken;

  @BeforeAll
  static void start() {
    plane = Plane.start();
    owner = plane.tenant("members-team", "owner");
    admin = joined("admin");
    viewer = joined("viewer");
    ownerToken = plane.token(owner);
    adminToken = plane.token(admin);
    viewerToken = plane.token(viewer);
  }

  @AfterAll
  static void stop() {
    plane.close();
  }

  private static Member joined(String role) {
    var member = plane.stranger(owner);
    plane.insert(member, role);
    return member;
  }

  /** Somebody of the team whom Keycloak does not know. */
  private static Member row(String role) {
    var member = new Member(owner.tenant(), owner.slug(), UuidV7.next());
    plane.insert(member, role);
    return member;
  }

  @Test
  void everybody_sees_who_is_in_the_team_with_names_from_the_realm() {
    var list = send("GET", "", viewerToken);
    assertEquals(200, list.statusCode(), list.body());
    for (Member member : List.of(owner, admin, viewer)) {
      assertTrue(list.body().contains("\"id\":\"" + member.id() + "\""), list.body());
      assertTrue(list.body().contains(member.id() + "@tests.example"), list.body());
    }
    assertTrue(list.body().contains("Somebody of the tests"), list.body());
    var paged = send("GET", "?limit=1", viewerToken);
    assertTrue(paged.body().contains("\"next\":\"" + owner.id() + "\""), paged.body());
    var rest = send("GET", "?cursor=" + owner.id(), viewerToken);
    assertFalse(rest.body().contains("\"id\":\"" + owner.id() + "\""), rest.body());
    assertTrue(rest.body().contains("\"id\":\"" + viewer.id() + "\""), rest.body());
  }

  @Test
  void a_change_of_role_counts_from_the_next_request_and_leaves_an_entry() {
    var member = joined("viewer");
    var token = plane.token(member);
    assertEquals(403, send("DELETE", "/" + UuidV7.next(), token).statusCode());
    var changed = patch(member, "admin", "\"1\"", ownerToken);
    assertEquals(200, changed.statusCode(), changed.body());
    assertEquals("\"2\"", changed.headers().firstValue("ETag").orElse(""));
    assertEquals(404, send("DELETE", "/" + UuidV7.next(), token).statusCode());
    assertEquals(1, entries(member, "member.change"));
    assertEquals(200, patch(member, "viewer", "\"2\"", adminToken).statusCode());
    assertEquals(403, send("DELETE", "/" + UuidV7.next(), token).statusCode());
  }

  @Test
  void of_two_who_change_the_same_member_the_second_is_told() {
    var member = row("viewer");
    assertEquals(200, patch(member, "developer", "\"1\"", ownerToken).statusCode());
    assertEquals(409, patch(member, "auditor", "\"1\"", adminToken).statusCode());
    assertEquals(400, patch(member, "auditor", "", adminToken).statusCode());
    assertEquals("developer", role(member));
    assertEquals(1, entries(member, "member.change"));
  }

  @Test
  void an_admin_neither_touches_an_owner_nor_makes_one() {
    var member = row("viewer");
    var other = row("owner");
    assertEquals(403, patch(member, "owner", "\"1\"", adminToken).statusCode());
    assertEquals(403, patch(admin, "owner", "\"1\"", adminToken).statusCode());
    assertEquals(403, patch(other, "viewer", "\"1\"", adminToken).statusCode());
    assertEquals(403, send("DELETE", "/" + other.id(), adminToken).statusCode());
    assertEquals("owner", role(other));
    assertEquals(204, send("DELETE", "/" + member.id(), adminToken).statusCode());
    assertEquals(204, send("DELETE", "/" + other.id(), ownerToken).statusCode());
  }

  @Test
  void nobody_below_an_admin_manages_members_and_nobody_becomes_an_operator() {
    for (String role : List.of("maintainer", "developer", "auditor", "viewer")) {
      plane.sql("update app.member set role = ? where member_id = ?", role, viewer.id());
      assertEquals(403, patch(viewer, "admin", "\"1\"", viewerToken).statusCode(), role);
      assertEquals(403, send("DELETE", "/" + admin.id(), viewerToken).statusCode(), role);
      assertEquals(200, send("GET", "", viewerToken).statusCode(), role);
    }
    assertEquals(400, patch(viewer, "operator", "\"1\"", ownerToken).statusCode());
    assertEquals(400, patch(viewer, "system", "\"1\"", ownerToken).statusCode());
  }

  @Test
  void the_last_owner_can_not_be_demoted_be_removed_or_leave() {
    var alone = plane.tenant("members-alone", "owner");
    var token = plane.token(alone);
    assertEquals(409, patch(alone, "admin", "\"1\"", token).statusCode());
    assertEquals(409, send("DELETE", "/" + alone.id(), token).statusCode());
    assertEquals(409, send("POST", "/leave", token).statusCode());
    assertEquals("owner", role(alone));
  }

  @Test
  void whoever_is_removed_is_refused_at_once_and_gone_from_the_realm_soon() {
    var member = joined("developer");
    var token = plane.token(member);
    var cookie = session(member);
    assertEquals(200, send("GET", "", token).statusCode());
    assertEquals(200, page(cookie).statusCode());
    assertEquals(204, send("DELETE", "/" + member.id(), adminToken).statusCode());
    assertEquals(401, send("GET", "", token).statusCode());
    assertEquals(303, page(cookie).statusCode(), "the session holds still");
    assertEquals(1, entries(member, "member.remove"));
    Await.until(
        "the realm has forgotten the user",
        SOON,
        () ->
            plane.count(
                    "select count(*) from app.workflow where definition = 'member.remove' and"
                        + " state = 'succeeded' and payload like '%' || ? || '%'",
                    member.id().toString())
                == 1);
    assertThrows(RuntimeException.class, () -> plane.token(member));
    assertEquals(404, send("DELETE", "/" + member.id(), ownerToken).statusCode());
  }

  @Test
  void whoever_leaves_is_gone() {
    var member = joined("viewer");
    var token = plane.token(member);
    assertEquals(204, send("POST", "/leave", token).statusCode());
    assertEquals(401, send("POST", "/leave", token).statusCode());
    assertEquals(1, entries(member, "member.leave"));
  }

  @Test
  void a_service_account_is_not_removed_as_a_person_and_is_no_owner() {
    var service = row("viewer");
    plane.sql("update app.member set kind = 'service' where member_id = ?", service.id());
    assertEquals(409, send("DELETE", "/" + service.id(), ownerToken).statusCode());
    assertEquals(400, patch(service, "owner", "\"1\"", ownerToken).statusCode());
    assertEquals(200, patch(service, "developer", "\"1\"", ownerToken).statusCode());
  }

  @Test
  void of_two_owners_who_leave_at_the_same_moment_one_stays() {
    var first = plane.tenant("members-two", "owner");
    var second = plane.stranger(first);
    plane.insert(second, "owner");
    var tokens = List.of(plane.token(first), plane.token(second));
    var statuses =
        tokens.stream()
            .map(token -> CompletableFuture.supplyAsync(() -> send("POST", "/leave", token)))
            .toList()
            .stream()
            .map(answer -> answer.join().statusCode())
            .sorted()
            .toList();
    assertEquals(List.of(204, 409), statuses);
    assertEquals(
        1, plane.count("select count(*) from app.member where tenant_id = ?", first.tenant()));
  }

  /** Past the verbs: two transactions of the product's own role, each with an owner gone. */
  @Test
  void the_database_keeps_an_owner_of_two_open_transactions() throws Exception {
    var first = plane.tenant("members-held", "owner");
    var second = new Member(first.tenant(), first.slug(), UuidV7.next());
    plane.insert(second, "owner");
    try (var one = transaction(first);
        var two = transaction(first)) {
      run(one, "update app.member set role = 'viewer' where member_id = '%s'", first);
      var other =
          CompletableFuture.runAsync(
              () -> run(two, "delete from app.member where member_id = '%s'", second));
      Await.until("the second waits for the first", SOON, MembersTest::someoneWaits);
      assertFalse(other.isDone(), "nobody waited");
      one.commit();
      assertThrows(RuntimeException.class, other::join);
      two.rollback();
    }
    assertEquals("owner", role(second));
  }

  private static boolean someoneWaits() {
    return plane.count(
            "select count(*) from pg_stat_activity where datname = current_database() and"
                + " wait_event_type = 'Lock'")
        > 0;
  }

  private static Connection transaction(Member member) throws SQLException {
    var connection =
        PostgresServer.shared().connect("integraci_app", plane.settings().database().name());
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.execute("select set_config('app.tenant_id', '" + member.tenant() + "', true)");
    }
    return connection;
  }

  private static void run(Connection connection, String sql, Member member) {
    try (var statement = connection.createStatement()) {
      assertEquals(1, statement.executeUpdate(sql.formatted(member.id())));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static HttpResponse<String> patch(Member member, String role, String etag, String token) {
    var request =
        plane
            .request("/api/v1/members/" + member.id())
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofString("{\"role\":\"" + role + "\"}"));
    if (!etag.isEmpty()) {
      request.header("If-Match", etag);
    }
    return plane.send(request);
  }

  private static HttpResponse<String> send(String method, String path, String token) {
    return plane.send(
        plane
            .request("/api/v1/members" + path)
            .header("Authorization", "Bearer " + token)
            .method(method, BodyPublishers.noBody()));
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

  private static HttpResponse<String> page(String cookie) {
    return plane.send(plane.request("/t/" + owner.slug() + "/members").header("Cookie", cookie));
  }

  private static String role(Member member) {
    return Stream.of("owner", "admin", "maintainer", "developer", "auditor", "viewer")
        .filter(
            role ->
                plane.count(
                        "select count(*) from app.member where member_id = ? and role = ?",
                        member.id(),
                        role)
                    == 1)
        .findFirst()
        .orElse("nobody");
  }

  private static long entries(Member member, String action) {
    return plane.count(
        "select count(*) from app.audit_entry where convert_from(body, 'UTF8') like '%\"' || ? ||"
            + " '\"%' and convert_from(body, 'UTF8') like '%\"' || ? || '\"%' and"
            + " convert_from(body, 'UTF8') like '%\"done\"%'",
        action, member.id().toString());
  }
}
