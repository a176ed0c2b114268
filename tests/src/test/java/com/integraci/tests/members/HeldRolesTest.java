package com.integraci.tests.members;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.database.UuidV7;
import com.integraci.tests.Await;
import com.integraci.tests.Plane;
import com.integraci.tests.Plane.Member;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Roles for a time and groups, by the API: what they make of a member, and who may give them. */
@Tag("isolation")
final class HeldRolesTest {

  private static final Duration SWEPT_MAX = Duration.ofSeconds(90);
  private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");

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
    owner = plane.tenant("held-team", "owner");
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
  void a_role_for_a_time_counts_by_token_and_session_and_no_more_once_it_is_over() {
    assertEquals(403, audit(viewerToken));
    var cookie = session(viewer);
    assertEquals(403, page(cookie, "/audit"));
    var id = made(grant(viewer, "admin", ahead(Duration.ofHours(1)), adminToken));
    assertEquals(200, audit(viewerToken));
    assertEquals(200, page(cookie, "/audit"));
    var seen = send("GET", "/members/" + viewer.id(), "", viewerToken).body();
    assertTrue(seen.contains("\"role\":\"viewer\",\"acts_as\":\"admin\""), seen);
    plane.sql(
        "update app.role_grant set created_at = now() - interval '2 hours', ends_at = now()"
            + " where grant_id = ?",
        id);
    assertEquals(403, audit(viewerToken));
    assertEquals(403, page(cookie, "/audit"));
    assertTrue(!send("GET", "/grants", "", viewerToken).body().contains(id.toString()));
    Await.until(
        "its row is gone, with an entry",
        SWEPT_MAX,
        () ->
            entries("grant.expire", id) == 1
                && plane.count("select count(*) from app.role_grant where grant_id = ?", id) == 0);
  }

  @Test
  void whose_role_ends_soon_is_told_once() {
    var member = row("viewer");
    var day = made(grant(member, "auditor", ahead(Duration.ofDays(29)), ownerToken));
    var tenth = made(grant(member, "developer", ahead(Duration.ofHours(10)), ownerToken));
    var early = made(grant(member, "maintainer", ahead(Duration.ofHours(10)), ownerToken));
    // As if the first were given 29 days ago but an hour, and of the others 58 and 62 minutes left.
    moved(day, "28 days 1 hour");
    moved(tenth, "9 hours 2 minutes");
    moved(early, "8 hours 58 minutes");
    Await.until(
        "they are told",
        SWEPT_MAX,
        () -> entries("grant.remind", day) == 1 && entries("grant.remind", tenth) == 1);
    assertEquals(0, entries("grant.remind", early), "more than a tenth is left");
    moved(early, "4 minutes");
    Await.until("the last as well", SWEPT_MAX, () -> entries("grant.remind", early) == 1);
    assertEquals(1, entries("grant.remind", day), "it is told again");
    assertEquals(1, entries("grant.remind", tenth), "it is told again");
    assertEquals(
        3,
        plane.count(
            "select count(*) from app.notice where member_id = ? and action = 'grant.remind'"
                + " and category = 'account'",
            member.id()));
  }

  /** As if it were given earlier by so much. */
  private static void moved(UUID grant, String by) {
    plane.sql(
        "update app.role_grant set created_at = created_at - ?::interval,"
            + " ends_at = ends_at - ?::interval where grant_id = ?",
        by,
        by,
        grant);
  }

  @Test
  void one_that_is_ended_counts_no_more_and_leaves_entries() {
    var member = joined("viewer");
    var token = plane.token(member);
    var id = made(grant(member, "auditor", ahead(Duration.ofDays(30)), ownerToken));
    assertEquals(200, audit(token));
    assertEquals(403, send("DELETE", "/grants/" + id, "", viewerToken).statusCode());
    assertEquals(204, send("DELETE", "/grants/" + id, "", adminToken).statusCode());
    assertEquals(403, audit(token));
    assertEquals(404, send("DELETE", "/grants/" + id, "", adminToken).statusCode());
    assertEquals(1, entries("grant.create", id));
    assertEquals(1, entries("grant.end", id));
  }

  @Test
  void nobody_is_made_an_owner_for_a_time_and_no_time_is_long() {
    var member = row("viewer");
    var hour = ahead(Duration.ofHours(1));
    assertEquals(400, grant(member, "owner", hour, ownerToken).statusCode());
    assertEquals(400, grant(member, "operator", hour, ownerToken).statusCode());
    assertEquals(400, grant(member, "admin", ahead(Duration.ofDays(31)), ownerToken).statusCode());
    assertEquals(400, grant(member, "admin", ahead(Duration.ofHours(-1)), ownerToken).statusCode());
    assertEquals(400, grant(member, "admin", "tomorrow", ownerToken).statusCode());
    assertEquals(403, grant(member, "developer", hour, viewerToken).statusCode());
    assertEquals(409, grant(admin, "maintainer", hour, ownerToken).statusCode(), "it is weaker");
    assertEquals(409, grant(owner, "admin", hour, adminToken).statusCode(), "it is an owner");
    var service = row("viewer");
    plane.sql("update app.member set kind = 'service' where member_id = ?", service.id());
    assertEquals(409, grant(service, "admin", hour, ownerToken).statusCode());
    assertEquals(
        0,
        plane.count(
            "select count(*) from app.role_grant where member_id in (?, ?)",
            member.id(),
            service.id()));
  }

  /** The database refuses too what the verbs forgot to. */
  @Test
  void the_database_takes_no_owner_for_a_time_and_no_long_time() {
    for (String values :
        List.of(
            "'owner', now() + interval '1 hour'",
            "'admin', now() + interval" + " '31 days'",
            "'admin', now() - interval '1 hour'")) {
      assertThrows(
          RuntimeException.class,
          () ->
              plane.sql(
                  "insert into app.role_grant (tenant_id, grant_id, member_id, reason, given_by,"
                      + " role, ends_at) values (?, uuidv7(), ?, 'none', ?, "
                      + values
                      + ")",
                  owner.tenant(),
                  viewer.id(),
                  viewer.id()),
          values);
    }
    assertThrows(
        RuntimeException.class,
        () ->
            plane.sql(
                "insert into app.member_group (tenant_id, group_id, name, role) values (?,"
                    + " uuidv7(), 'owners', 'owner')",
                owner.tenant()));
  }

  @Test
  void whoever_is_an_admin_for_a_time_gives_nothing_that_lasts() {
    var member = joined("developer");
    var token = plane.token(member);
    var other = row("viewer");
    made(grant(member, "admin", ahead(Duration.ofHours(1)), ownerToken));
    assertEquals(200, role(other, "developer", token), "a developer is what it is for good");
    assertEquals(403, role(member, "admin", token), "of itself");
    assertEquals(403, role(other, "maintainer", token));
    assertEquals(403, grant(other, "admin", ahead(Duration.ofDays(9)), token).statusCode());
    var invitation = "{\"email\":\"tried@tests.example\",\"role\":\"admin\"}";
    assertEquals(403, send("POST", "/invitations", invitation, token).statusCode());
    var account = "{\"name\":\"tried\",\"role\":\"maintainer\"}";
    assertEquals(403, send("POST", "/service-accounts", account, token).statusCode());
    var group = "{\"name\":\"tried\",\"role\":\"admin\"}";
    assertEquals(403, send("POST", "/groups", group, token).statusCode());
    var admins =
        made(send("POST", "/groups", "{\"name\":\"admins\",\"role\":\"admin\"}", ownerToken));
    assertEquals(403, join(admins, member, token), "into a group that lasts");
  }

  @Test
  void a_group_makes_its_members_at_least_what_it_is() {
    var member = joined("viewer");
    var token = plane.token(member);
    var made = send("POST", "/groups", "{\"name\":\"readers\",\"role\":\"auditor\"}", adminToken);
    var id = made(made);
    assertEquals("\"1\"", made.headers().firstValue("ETag").orElse(""));
    assertEquals(403, audit(token));
    assertEquals(403, join(id, member, token));
    assertEquals(204, join(id, member, adminToken));
    assertEquals(204, join(id, member, adminToken), "again");
    assertEquals(200, audit(token));
    assertEquals(1, entries("group.add", id));
    assertTrue(send("GET", "/groups/" + id, "", token).body().contains(member.id().toString()));
    assertEquals(200, change(id, "{\"name\":\"readers\",\"role\":\"viewer\"}", "\"1\""));
    assertEquals(403, audit(token));
    assertEquals(409, change(id, "{\"name\":\"readers\",\"role\":\"auditor\"}", "\"1\""));
    assertEquals(400, change(id, "{\"name\":\"readers\",\"role\":\"auditor\"}", ""));
    assertEquals(200, change(id, "{\"name\":\"readers\",\"role\":\"auditor\"}", "\"2\""));
    assertEquals(200, audit(token));
    var path = "/groups/" + id + "/members/" + member.id();
    assertEquals(204, send("DELETE", path, "", adminToken).statusCode());
    assertEquals(404, send("DELETE", path, "", adminToken).statusCode());
    assertEquals(403, audit(token));
    assertEquals(204, join(id, member, adminToken));
    assertEquals(204, send("DELETE", "/groups/" + id, "", adminToken).statusCode());
    assertEquals(403, audit(token));
    assertEquals(404, send("GET", "/groups/" + id, "", adminToken).statusCode());
  }

  @Test
  void a_groups_role_can_end_by_itself() {
    var member = joined("viewer");
    var token = plane.token(member);
    var body =
        "{\"name\":\"for-a-time\",\"role\":\"auditor\",\"until\":\"%s\"}"
            .formatted(ahead(Duration.ofHours(1)));
    var id = made(send("POST", "/groups", body, ownerToken));
    assertEquals(204, join(id, member, ownerToken));
    assertEquals(200, audit(token));
    plane.sql("update app.member_group set role_until = now() where group_id = ?", id);
    assertEquals(403, audit(token));
    assertTrue(!send("GET", "/groups/" + id, "", token).body().contains("\"role\""));
    Await.until("an entry", SWEPT_MAX, () -> entries("group.expire", id) == 1);
  }

  @Test
  void a_group_has_bounds() {
    assertEquals(400, send("POST", "/groups", "{\"name\":\"Big Ones\"}", ownerToken).statusCode());
    assertEquals(
        400,
        send("POST", "/groups", "{\"name\":\"lords\",\"role\":\"owner\"}", ownerToken)
            .statusCode());
    made(send("POST", "/groups", "{\"name\":\"twice\"}", ownerToken));
    assertEquals(409, send("POST", "/groups", "{\"name\":\"twice\"}", ownerToken).statusCode());
    assertEquals(403, send("POST", "/groups", "{\"name\":\"mine\"}", viewerToken).statusCode());
    var service = row("viewer");
    plane.sql("update app.member set kind = 'service' where member_id = ?", service.id());
    var id = made(send("POST", "/groups", "{\"name\":\"programs\"}", ownerToken));
    assertEquals(409, join(id, service, ownerToken));
    assertEquals(404, join(id, new Member(owner.tenant(), "", UuidV7.next()), ownerToken));
  }

  @Test
  void what_somebody_held_goes_with_the_person() {
    var member = row("viewer");
    made(grant(member, "admin", ahead(Duration.ofHours(1)), ownerToken));
    var id = made(send("POST", "/groups", "{\"name\":\"left-behind\"}", ownerToken));
    assertEquals(204, join(id, member, ownerToken));
    assertEquals(204, send("DELETE", "/members/" + member.id(), "", adminToken).statusCode());
    assertEquals(0, count("app.role_grant", member) + count("app.group_member", member));
  }

  @Test
  void another_teams_member_grant_or_group_does_not_exist() {
    var stranger = plane.tenant("held-others", "owner");
    var other = plane.token(stranger);
    var id = made(grant(joined("viewer"), "admin", ahead(Duration.ofHours(1)), ownerToken));
    var group = made(send("POST", "/groups", "{\"name\":\"ours\"}", ownerToken));
    assertEquals(404, grant(viewer, "admin", ahead(Duration.ofHours(1)), other).statusCode());
    assertEquals(404, send("DELETE", "/grants/" + id, "", other).statusCode());
    assertEquals(404, send("GET", "/groups/" + group, "", other).statusCode());
    assertEquals(404, send("DELETE", "/groups/" + group, "", other).statusCode());
    assertEquals(404, join(group, stranger, other));
    assertEquals(404, join(group, stranger, ownerToken));
    assertTrue(!send("GET", "/grants", "", other).body().contains(id.toString()));
  }

  private static String ahead(Duration time) {
    return Instant.now().plus(time).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static HttpResponse<String> grant(
      Member member, String role, String until, String token) {
    var body =
        "{\"member\":\"%s\",\"role\":\"%s\",\"until\":\"%s\",\"reason\":\"The tests\"}"
            .formatted(member.id(), role, until);
    return send("POST", "/grants", body, token);
  }

  private static int join(UUID group, Member member, String token) {
    return send("PUT", "/groups/" + group + "/members/" + member.id(), "", token).statusCode();
  }

  private static int change(UUID group, String body, String etag) {
    var request =
        plane
            .request("/api/v1/groups/" + group)
            .header("Authorization", "Bearer " + ownerToken)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body));
    if (!etag.isEmpty()) {
      request.header("If-Match", etag);
    }
    return plane.send(request).statusCode();
  }

  private static int role(Member member, String role, String token) {
    return plane
        .send(
            plane
                .request("/api/v1/members/" + member.id())
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("If-Match", "\"1\"")
                .method("PATCH", BodyPublishers.ofString("{\"role\":\"" + role + "\"}")))
        .statusCode();
  }

  /** What only owners, admins and auditors may. */
  private static int audit(String token) {
    return send("GET", "/audit/entries", "", token).statusCode();
  }

  private static HttpResponse<String> send(String method, String path, String body, String token) {
    return plane.send(
        plane
            .request("/api/v1" + path)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
  }

  private static UUID made(HttpResponse<String> answer) {
    assertEquals(201, answer.statusCode(), answer.body());
    var id = ID.matcher(answer.body());
    assertTrue(id.find(), answer.body());
    return UUID.fromString(id.group(1));
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

  private static int page(String cookie, String path) {
    return plane
        .send(plane.request("/t/" + owner.slug() + path).header("Cookie", cookie))
        .statusCode();
  }

  private static long count(String table, Member member) {
    return plane.count("select count(*) from " + table + " where member_id = ?", member.id());
  }

  private static long entries(String action, UUID resource) {
    return plane.count(
        "select count(*) from app.audit_entry where convert_from(body, 'UTF8') like '%\"' || ? ||"
            + " '\"%' and convert_from(body, 'UTF8') like '%\"' || ? || '\"%' and"
            + " convert_from(body, 'UTF8') like '%\"done\"%'",
        action, resource.toString());
  }
}
