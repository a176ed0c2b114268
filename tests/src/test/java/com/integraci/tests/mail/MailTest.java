package com.integraci.tests.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.mail.Letter;
import com.integraci.appliance.mail.Mail;
import com.integraci.appliance.mail.Sending;
import com.integraci.appliance.metrics.Metrics;
import com.integraci.config.ControlSettings;
import com.integraci.config.SmtpSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Letters to a real mail server, over the network, and everything that it may do to them. */
@Tag("python")
class MailTest {

  private static final String TO = "ada@team.example";

  private static final ControlSettings NONE =
      new ControlSettings(
          URI.create("https://appliance.example:8443"),
          Path.of("/none"),
          new ControlSettings.Http("127.0.0.1", 1, Path.of("/none"), Path.of("/none")),
          new ControlSettings.Database(
              "127.0.0.1", 1, "none", Path.of("/none"), Path.of("/none"), 1),
          new ControlSettings.Keycloak(URI.create("https://localhost:1/auth"), Path.of("/none")),
          new ControlSettings.OpenBao(URI.create("https://localhost:1"), Path.of("/none")),
          new ControlSettings.Nats(URI.create("tls://127.0.0.1:1")),
          new ControlSettings.Signup(true),
          Path.of("/none"));

  private static Mail mail(SmtpSettings settings) {
    return Mail.open(NONE.withMail(Optional.of(settings)), new Metrics());
  }

  private static Sending send(SmtpSettings settings, Letter letter) {
    try (var mail = mail(settings)) {
      return mail.send(letter);
    }
  }

  @Test
  void a_letter_arrives_encrypted_at_its_recipient_with_every_character() throws IOException {
    var text = "Zażółć gęślą jaźń 你好 👋\n.\nand a line of one dot before this\n";
    for (String tls : List.of("starttls", "tls")) {
      try (var server = MailServer.open(tls)) {
        var came = send(server.settings(), new Letter(TO, "Łódź & Grüße 👋", text));
        assertEquals(Sending.SENT, came, tls);
        var got = server.await(TO);
        assertTrue(got.get("encrypted").asBoolean(), tls);
        assertEquals("ci@appliance.example", got.get("from").asString());
        assertEquals(1, got.get("to").size());
        assertEquals("Łódź & Grüße 👋", got.get("headers").get("Subject").asString());
        assertEquals("auto-generated", got.get("headers").get("Auto-Submitted").asString());
        assertEquals(text, got.get("text").asString().replace("\r\n", "\n"));
        var id = got.get("headers").get("Message-ID").asString();
        assertTrue(id.endsWith("@appliance.example>"), "it names this machine: " + id);
      }
    }
  }

  @Test
  void a_server_on_this_machine_may_have_no_encryption() throws IOException {
    try (var server = MailServer.open("none")) {
      assertEquals(Sending.SENT, send(server.settings(), new Letter(TO, "Hello", "Hello\n")));
      assertFalse(server.await(TO).get("encrypted").asBoolean());
    }
  }

  @Test
  void a_server_that_offers_no_encryption_is_told_nothing() throws IOException {
    try (var server = MailServer.open("none")) {
      var plain = server.settings();
      var wanted =
          new SmtpSettings(
              plain.host(),
              plain.port(),
              "starttls",
              plain.from(),
              Optional.empty(),
              plain.authorities());
      assertEquals(Sending.FAILED, send(wanted, new Letter(TO, "Hello", "Hello\n")));
      assertEquals(Sending.SENT, send(plain, new Letter("last@team.example", "x", "x")));
      server.await("last@team.example");
      assertEquals(1, server.got().size());
    }
  }

  @Test
  void a_certificate_of_somebody_else_or_for_another_name_is_refused() throws IOException {
    try (var server = MailServer.open("starttls")) {
      var letter = new Letter(TO, "Hello", "Hello\n");
      var stranger = server.settings("127.0.0.1", Optional.empty(), List.of());
      assertEquals(Sending.FAILED, send(stranger, letter));
      var authorities = server.settings().authorities();
      // 127.0.0.2 is this machine as well, and the certificate is not for it.
      try (var relay = new Relay(server.settings().port())) {
        var named =
            new SmtpSettings(
                "127.0.0.2",
                relay.port(),
                "starttls",
                "ci@appliance.example",
                Optional.empty(),
                authorities);
        assertEquals(Sending.FAILED, send(named, letter));
        assertTrue(relay.reached(), "nobody asked");
      }
      assertEquals(List.of(), server.got());
    }
  }

  @Test
  void a_login_is_made_and_a_wrong_one_sends_nothing() throws IOException {
    try (var server = MailServer.closed(MailServer.PASSWORD)) {
      assertEquals(Sending.SENT, send(server.withLogin(), new Letter(TO, "Hello", "Hello\n")));
      assertEquals(MailServer.USER, server.await(TO).get("user").asString());
      try (var mail = mail(server.withLogin());
          var stranger = mail(server.settings())) {
        assertTrue(mail.reachable());
        assertEquals(Sending.FAILED, stranger.send(new Letter(TO, "Hello", "Hello\n")));
      }
    }
    try (var server = MailServer.closed("another password");
        var mail = mail(server.withLogin())) {
      assertEquals(Sending.FAILED, mail.send(new Letter(TO, "Hello", "Hello\n")));
      assertFalse(mail.reachable());
      assertEquals(List.of(), server.got());
    }
  }

  @Test
  void a_refused_address_is_told_from_one_that_may_do_later() throws IOException {
    try (var server = MailServer.open("starttls")) {
      var refused = new Letter("nobody@team.example", "Hello", "Hello\n");
      assertEquals(Sending.REFUSED, send(server.settings(), refused));
      var later = new Letter("later@team.example", "Hello", "Hello\n");
      assertEquals(Sending.FAILED, send(server.settings(), later));
      assertEquals(Sending.REFUSED, send(server.settings(), new Letter("not one", "x", "x")));
      assertEquals(List.of(), server.got());
    }
  }

  @Test
  void a_server_that_is_away_or_does_not_answer_takes_a_bounded_time() throws IOException {
    try (var server = MailServer.open("starttls")) {
      long begun = System.nanoTime();
      var slow = new Letter("slow@team.example", "Hello", "Hello\n");
      assertEquals(Sending.FAILED, send(server.settings(), slow));
      var took = Duration.ofNanos(System.nanoTime() - begun);
      assertTrue(took.compareTo(Duration.ofSeconds(31)) < 0, took.toString());
      server.stop();
      assertEquals(Sending.FAILED, send(server.settings(), new Letter(TO, "Hello", "Hello\n")));
    }
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var settings =
          new SmtpSettings(
              "127.0.0.1",
              silent.getLocalPort(),
              "none",
              "ci@appliance.example",
              Optional.empty(),
              List.of());
      assertEquals(Sending.FAILED, send(settings, new Letter(TO, "Hello", "Hello\n")));
    }
  }

  @Test
  void a_name_with_line_ends_in_it_adds_no_header_and_no_recipient() throws IOException {
    try (var server = MailServer.open("starttls")) {
      for (String end : List.of("\r\n", "\n", "\r", "\u2028", "\u0085", "\0")) {
        var name = "Team" + end + "Bcc: eve@evil.example" + end + end + "Buy";
        assertEquals(Sending.SENT, send(server.settings(), new Letter(TO, name, "Hello\n")));
        var to = "x@team.example" + end + "eve@evil.example";
        assertEquals(Sending.REFUSED, send(server.settings(), new Letter(to, "x", "Hello\n")));
      }
      assertEquals(Sending.SENT, send(server.settings(), new Letter("last@x.example", "x", "x")));
      server.await("last@x.example");
      assertEquals(7, server.got().size());
      for (var letter : server.got().subList(0, 6)) {
        assertEquals(1, letter.get("to").size());
        assertEquals(TO, letter.get("to").get(0).asString());
        var headers =
            StreamSupport.stream(letter.get("headers").propertyNames().spliterator(), false)
                .toList();
        assertFalse(headers.contains("Bcc"), headers.toString());
        assertEquals("Hello", letter.get("text").asString().strip());
      }
    }
  }

  @Test
  void without_a_server_nothing_is_sent() {
    try (var mail = Mail.open(NONE, new Metrics())) {
      assertFalse(mail.on());
      assertEquals(Sending.OFF, mail.send(new Letter(TO, "Hello", "Hello\n")));
      assertTrue(mail.reachable());
    }
  }
}
