package com.integraci.tests.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.database.UuidV7;
import com.integraci.tests.Await;
import com.integraci.tests.Plane;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Members are told of what concerns them, in the API and by mail, and of nothing of others. */
@Tag("python")
class NoticesTest {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String MAIL = "/api/v1/notices/mail";
  private static final Duration SOON = Duration.ofSeconds(60);

  private static MailServer server;
  private static Plane plane;
  private static Plane.Member owner;
  private static Plane.Member member;

  @BeforeAll
  static void open() throws Exception {
    server = MailServer.open("starttls");
    plane = Plane.start(settings -> settings.withMail(Optional.of(server.settings())));
    owner = plane.tenant("telling", "owner");
    member = plane.stranger(owner);
    plane.insert(member, "developer");
  }

  @AfterAll
  static void close() {
    plane.close();
    server.close();
  }

  private static HttpResponse<String> send(Plane.Member who, HttpRequest.Builder request) {
    return plane.send(request.header("Authorization", "Bearer " + plane.token(who)));
  }

  private static JsonNode notices(Plane.Member who, String query) {
    var answer = send(who, plane.request("/api/v1/notices" + query));
    assertEquals(200, answer.statusCode(), answer.body());
    return JSON.readTree(answer.body());
  }

  private static int read(Plane.Member who, String id) {
    var request =
        plane.request("/api/v1/notices/" + id + "/read").POST(HttpRequest.BodyPublishers.noBody());
    return send(who, request).statusCode();
  }

  private static void changeRole(String role) {
    var path = "/api/v1/members/" + member.id();
    var now = send(owner, plane.request(path));
    var request =
        plane
            .request(path)
            .header("If-Match", now.headers().firstValue("ETag").orElseThrow())
            .header("Content-Type", "application/json")
            .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"role\": \"" + role + "\"}"));
    var changed = send(owner, request);
    assertEquals(200, changed.statusCode(), changed.body());
  }

  private static void none() {
    plane.sql("delete from app.notice");
  }

  private static String address(Plane.Member who) {
    return who.id() + "@tests.example";
  }

  @Test
  void who_gets_another_role_is_told_and_mailed_and_nobody_else_is() {
    none();
    changeRole("viewer");
    var told = notices(member, "");
    assertEquals(1, told.get("notices").size(), told.toString());
    assertEquals(1, told.get("unread").asInt());
    var notice = told.get("notices").get(0);
    assertEquals("member.change", notice.get("action").asString());
    assertEquals("account", notice.get("category").asString());
    assertEquals(0, notices(owner, "").get("notices").size(), "who did it is told");
    assertEquals(0, notices(member, "?category=security").get("notices").size());
    var letter = server.await(address(member));
    assertTrue(letter.get("text").asString().contains("/t/telling/notices"));
    Await.until("it counts as mailed", SOON, () -> count("mail = 'sent'") == 1);
    var id = notice.get("id").asString();
    assertEquals(404, read(owner, id), "another's notice");
    assertEquals(404, read(member, new UUID(0, 1).toString()));
    assertEquals(204, read(member, id));
    assertEquals(204, read(member, id), "it is read already");
    assertEquals(0, notices(member, "").get("unread").asInt());
    assertTrue(notices(member, "").get("notices").get(0).has("read_at"));
    changeRole("developer");
  }

  @Test
  void a_member_chooses_what_is_mailed() {
    expectChoice(member, false, true);
    var wrong = put("{\"service\": true, \"security\": false}");
    assertEquals(400, wrong.statusCode());
    assertTrue(wrong.body().contains("\"account\"") && wrong.body().contains("\"security\""));
    assertEquals(200, put("{\"service\": true, \"account\": false}").statusCode());
    expectChoice(member, true, false);
    expectChoice(owner, false, true);
    none();
    changeRole("viewer");
    assertEquals(1, count("mail = 'none'"));
    changeRole("developer");
    assertEquals(200, put("{\"service\": false, \"account\": true}").statusCode());
  }

  private static void expectChoice(Plane.Member who, boolean service, boolean account) {
    var now = JSON.readTree(send(who, plane.request(MAIL)).body());
    assertEquals(service, now.get("service").asBoolean());
    assertEquals(account, now.get("account").asBoolean());
  }

  private static HttpResponse<String> put(String body) {
    var request = plane.request(MAIL).PUT(HttpRequest.BodyPublishers.ofString(body));
    return send(member, request.header("Content-Type", "application/json"));
  }

  @Test
  void a_change_that_is_undone_tells_nobody() {
    none();
    var last =
        plane
            .request("/api/v1/members/" + owner.id())
            .header("If-Match", "\"1\"")
            .header("Content-Type", "application/json")
            .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"role\": \"viewer\"}"));
    assertEquals(409, send(owner, last).statusCode(), "the last owner");
    assertEquals(0, count("true"));
  }

  @Test
  void pages_come_one_after_the_other_without_a_gap() {
    none();
    for (int i = 0; i < 5; i++) {
      insert("none", "null", 0);
    }
    var first = notices(member, "?limit=2");
    var second = notices(member, "?limit=2&after=" + first.get("next").asString());
    var third = notices(member, "?limit=2&after=" + second.get("next").asString());
    assertEquals(2, second.get("notices").size());
    assertEquals(1, third.get("notices").size());
    assertFalse(third.has("next"));
    assertEquals(400, send(member, plane.request("/api/v1/notices?limit=0")).statusCode());
  }

  @Test
  void what_a_process_died_with_is_mailed_when_its_lease_is_over() {
    none();
    insert("waiting", "now() + interval '3 seconds'", 1);
    plane.sql("update app.notice set lease_id = gen_random_uuid()");
    Await.until("it is mailed by another", SOON, () -> count("mail = 'sent'") == 1);
  }

  @Test
  void what_can_not_be_mailed_is_given_up_after_eight_tries_and_stands_there() {
    none();
    plane.sql("update app.tenant set slug = 'telling-moved' where slug = 'telling'");
    try {
      insert("waiting", "now()", 7);
      Await.until("it is given up", SOON, () -> count("mail = 'given-up' and tries = 8") == 1);
      insert("waiting", "now()", 0);
      Await.until(
          "it is put off",
          SOON,
          () -> count("tries = 1 and due_at > now() and mail = 'waiting'") == 1);
    } finally {
      plane.sql("update app.tenant set slug = 'telling' where slug = 'telling-moved'");
    }
    assertEquals(2, notices(member, "").get("notices").size());
  }

  private static void insert(String mail, String due, int tries) {
    plane.sql(
        "insert into app.notice (tenant_id, notice_id, member_id, category, action, resource_kind,"
            + " resource_id, mail, tries, due_at) values (?, ?, ?, 'account', 'member.change',"
            + " 'member', ?, '"
            + mail
            + "', "
            + tries
            + ", "
            + due
            + ")",
        member.tenant(),
        UuidV7.next(),
        member.id(),
        member.id());
  }

  private static long count(String where) {
    return plane.count(
        "select count(*) from app.notice where tenant_id = ? and " + where, member.tenant());
  }
}
