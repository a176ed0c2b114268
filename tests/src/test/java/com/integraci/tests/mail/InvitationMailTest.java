package com.integraci.tests.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.tests.Plane;
import java.net.http.HttpRequest;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Invitations with a mail server: the link is mailed, kept nowhere, and shown all the same. */
@Tag("python")
class InvitationMailTest {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String ORGANISATION = "Grüße 你好\r\nBcc: eve@evil.example";

  private static MailServer server;
  private static Plane plane;
  private static Plane.Member owner;

  @BeforeAll
  static void open() throws Exception {
    server = MailServer.open("starttls");
    plane = Plane.start(settings -> settings.withMail(Optional.of(server.settings())));
    owner = plane.tenant("mailing", "owner");
    plane.sql("update app.tenant set organisation = ? where slug = 'mailing'", ORGANISATION);
  }

  @AfterAll
  static void close() {
    plane.close();
    server.close();
  }

  private static JsonNode invite(String email) {
    var body = "{\"email\": \"" + email + "\", \"role\": \"developer\"}";
    var answer =
        plane.send(
            plane
                .request("/api/v1/invitations")
                .header("Authorization", "Bearer " + plane.token(owner))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    assertEquals(201, answer.statusCode(), answer.body());
    return JSON.readTree(answer.body());
  }

  @Test
  void the_link_is_mailed_to_who_is_invited_and_shown_and_stored_nowhere() {
    var made = invite("grace@mailing.example");
    assertEquals("sent", made.get("mail").asString());
    var letter = server.await("grace@mailing.example");
    var link = made.get("link").asString();
    assertTrue(letter.get("text").asString().contains(link), letter.get("text").asString());
    assertEquals(1, letter.get("to").size());
    assertTrue(letter.get("headers").get("Bcc") == null, "a header was made of a name");
    assertTrue(letter.get("headers").get("Subject").asString().contains("Grüße 你好"));
    var token = link.substring(link.lastIndexOf('/') + 1);
    var tables = plane.texts("select tablename from pg_tables where schemaname = 'app'");
    assertTrue(tables.size() > 20, tables.toString());
    for (var table : tables) {
      var found = "select count(*) from app." + table + " t where t::text like ?";
      assertEquals(0, plane.count(found, "%" + token + "%"), table);
    }
    var entries =
        plane.count(
            "select count(*) from app.audit_entry"
                + " where convert_from(body, 'UTF8') like '%\"mailed\":\"yes\"%'");
    assertTrue(entries > 0, "no entry says that it was mailed");
  }

  @Test
  void the_inviter_sees_that_the_address_was_refused_and_has_the_link() {
    var made = invite("nobody@mailing.example");
    assertEquals("refused", made.get("mail").asString());
    assertTrue(made.get("link").asString().contains("/invitation/"));
  }

  @Test
  void a_server_that_can_not_take_it_now_fails_no_invitation() {
    var made = invite("later@mailing.example");
    assertEquals("failed", made.get("mail").asString());
    assertTrue(made.get("link").asString().contains("/invitation/"));
  }
}
