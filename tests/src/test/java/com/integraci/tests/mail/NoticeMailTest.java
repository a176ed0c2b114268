package com.integraci.tests.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.keycloak.Keycloak;
import com.integraci.appliance.mail.Mail;
import com.integraci.appliance.metrics.Metrics;
import com.integraci.appliance.notices.NoticeMail;
import com.integraci.appliance.policy.Policy;
import com.integraci.tests.Await;
import com.integraci.tests.KeycloakServer;
import com.integraci.tests.Plane;
import com.integraci.tests.PostgresServer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rounds of mailing notices, one by one: the control plane beside them has no mail server. */
@Tag("python")
class NoticeMailTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  private static MailServer server;
  private static Plane plane;
  private static Plane.Member one;
  private static Plane.Member other;
  private static Database database;
  private static JobDatabase claims;
  private static Keycloak keycloak;
  private static Mail mail;
  private static NoticeMail rounds;

  @BeforeAll
  static void open() throws Exception {
    server = MailServer.open("starttls");
    plane = Plane.start();
    one = plane.tenant("mailed-one", "owner");
    other = plane.tenant("mailed-other", "owner");
    var settings = plane.settings().withMail(Optional.of(server.settings()));
    database = Database.open(settings.database());
    claims = JobDatabase.open(settings.database(), JobDatabase.Job.EVENTS);
    keycloak = Keycloak.open(settings);
    mail = Mail.open(settings, new Metrics());
    var parts =
        new NoticeMail.Parts(database, Policy.load(), mail, keycloak.directory(), settings.url());
    rounds = new NoticeMail(parts, claims);
    // As a slow process has it: a statement that has begun waits before it changes anything.
    plane.sql(
        "create function app.wait_a_while() returns trigger language plpgsql as"
            + " 'begin perform pg_advisory_xact_lock_shared(7); return null; end'");
  }

  @AfterAll
  static void close() {
    mail.close();
    keycloak.close();
    claims.close();
    database.close();
    plane.close();
    server.close();
  }

  @BeforeEach
  void nothing() {
    plane.sql("delete from app.notice");
  }

  @Test
  void nobody_waits_for_all_of_anothers() {
    for (int i = 0; i < 25; i++) {
      insert(one, "now() - interval '1 hour'");
    }
    insert(other, "now()");
    assertEquals(2, rounds.run(), "one of each team");
    assertEquals(1, count(other, "mail = 'sent'"));
    assertEquals(1, count(one, "mail = 'sent'"));
  }

  @Test
  void who_has_no_address_is_given_up_at_once() {
    var nowhere = plane.stranger(one);
    plane.insert(nowhere, "viewer");
    KeycloakServer.shared()
        .admin()
        .admin("DELETE", "/" + one.slug() + "/users/" + nowhere.id(), "");
    insert(nowhere, "now()");
    rounds.run();
    assertEquals(1, count(one, "mail = 'given-up' and tries = 1"));
  }

  /** Before it sends, and before it writes down that it has sent. */
  @ParameterizedTest
  @ValueSource(strings = {"tries", "mail"})
  void who_was_too_slow_changes_nothing_of_what_another_took(String column) throws Exception {
    insert(one, "now()");
    plane.sql(
        "create trigger slow before update of %s on app.notice for each statement execute function"
                .formatted(column)
            + " app.wait_a_while()");
    try (var connection = PostgresServer.shared().superuser(plane.settings().database().name());
        var statement = connection.createStatement()) {
      statement.execute("select pg_advisory_lock(7)");
      var round = CompletableFuture.runAsync(rounds::run);
      Await.until("it waits", SOON, () -> plane.count(WAITING) == 1);
      assertEquals(0, rounds.run(), "another takes what is taken");
      plane.sql("update app.notice set lease_id = '00000000-0000-7000-8000-000000000009'");
      statement.execute("select pg_advisory_unlock(7)");
      round.get();
    } finally {
      plane.sql("drop trigger slow on app.notice");
    }
    var taken = "mail = 'waiting' and lease_id = '00000000-0000-7000-8000-000000000009'";
    assertEquals(1, count(one, taken + " and tries = " + (column.equals("mail") ? 1 : 0)));
  }

  private static final String WAITING =
      "select count(*) from pg_locks where locktype = 'advisory' and objid = 7 and not granted";

  private static void insert(Plane.Member member, String due) {
    plane.sql(
        "insert into app.notice (tenant_id, notice_id, member_id, category, action, resource_kind,"
            + " resource_id, mail, due_at) values (?, ?, ?, 'account', 'member.change', 'member',"
            + " ?, 'waiting', "
            + due
            + ")",
        member.tenant(),
        UuidV7.next(),
        member.id(),
        member.id());
  }

  private static long count(Plane.Member member, String where) {
    return plane.count(
        "select count(*) from app.notice where tenant_id = ? and " + where, member.tenant());
  }
}
