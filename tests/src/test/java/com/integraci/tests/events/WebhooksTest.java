package com.integraci.tests.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.audit.AuditEvent.Outcome;
import com.integraci.appliance.events.Delivery;
import com.integraci.appliance.events.ReplayPeriod;
import com.integraci.appliance.events.WebhookCommand;
import com.integraci.appliance.events.Webhooks;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Role;
import com.integraci.config.SettingsFile;
import com.integraci.tests.Await;
import com.integraci.tests.OpenBaoServer;
import com.integraci.tests.Receiver;
import com.integraci.tests.Victim;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the change to a receiver of the team's own, with a real database and OpenBao. */
@Tag("crash")
class WebhooksTest extends WebhookSuite {

  @TempDir private Path folder;

  @Test
  void an_event_is_sent_once_and_signed_with_the_secret_that_was_shown() {
    var made = create("/ok");
    place.done(alpha, Action.SECRET_PUT, Outcome.DONE);
    place.done(alpha, Action.SECRET_LOGIN, Outcome.DONE);
    deliver();
    awaitState(made, Delivery.State.DELIVERED, 1);
    var got = onThe("/ok").getFirst();
    assertTrue(got.body().contains("\"type\":\"integraci.secret.put\""), got.body());
    assertTrue(got.id().startsWith(alpha + "-"), got.id());
    assertEquals(List.of(got.signedWith(made.secret())), List.of(got.signature()));
    deliver();
    assertEquals(1, deliveries(made).size(), "nothing else and nothing twice");
    var latest = plane.sent.latest(owner).get(made.webhook().id());
    assertEquals(deliveries(made).getFirst().id(), latest.id());
  }

  @Test
  void after_a_rotation_both_secrets_sign_for_a_while() {
    var made = create("/ok");
    var rotated = plane.verbs.rotate(owner, made.webhook().id());
    plane.sent.ping(owner, made.webhook().id());
    deliver();
    awaitGot("/ok", 1);
    var ping = ping("/ok");
    assertEquals(
        ping.signedWith(rotated.secret()) + " " + ping.signedWith(made.secret()), ping.signature());
    place.sql("update app.webhook set former_until = now() - interval '1 second'");
    plane.sent.ping(owner, made.webhook().id());
    deliver();
    Await.until("a second ping", PATIENCE, () -> pings("/ok").size() == 2);
    assertEquals(pings("/ok").get(1).signedWith(rotated.secret()), pings("/ok").get(1).signature());
  }

  @Test
  void what_a_receiver_refuses_is_sent_again_with_the_same_id() {
    var made = create("/fail");
    var ping = plane.sent.ping(owner, made.webhook().id());
    deliver();
    awaitAttempts(made, ping, 1);
    assertEquals("It answered with status 500.", attempts(made, ping).getFirst().error());
    plane.delivering.run();
    assertEquals(1, pings("/fail").size(), "not before its time");
    dueNow();
    plane.delivering.run();
    awaitAttempts(made, ping, 2);
    assertEquals(1, pings("/fail").stream().map(Receiver.Got::id).distinct().count());
    for (int attempt = 3; attempt <= 10; attempt++) {
      int number = attempt;
      dueNow();
      plane.delivering.run();
      awaitAttempts(made, ping, number);
    }
    assertEquals(Delivery.State.FAILED, read(made, ping).delivery().state());
    plane.sent.replay(owner, made.webhook().id(), ping.id());
    dueNow();
    plane.delivering.run();
    awaitAttempts(made, ping, 11);
  }

  @Test
  void a_redirect_is_not_followed() {
    var ping = plane.sent.ping(owner, create("/redirect").webhook().id());
    deliver();
    awaitEnded(ping, "redirect");
    assertEquals(List.of(), onThe("/inside"));
  }

  @Test
  void an_address_is_asked_for_as_it_was_written_and_begins_no_other_request() {
    var path =
        "/a%0d%0ab%20c?x=a%20b+%2B%2F%C3%A9"
            + "&y=a%20HTTP/1.1%0d%0aHost:%20x%0d%0a%0d%0aPOST%20/inside%20HTTP/1.1%0d%0aX:%20";
    var made = create(path);
    var ping = plane.sent.ping(owner, made.webhook().id());
    deliver();
    Await.until(
        "taken", PATIENCE, () -> read(made, ping).delivery().state() == Delivery.State.DELIVERED);
    var wanted = receiver.url(path);
    var asked = receiver.targets();
    assertEquals(1, asked.size(), "requests: " + asked);
    assertEquals(wanted.getPath(), asked.getFirst().getPath());
    assertEquals(decoded(wanted), decoded(asked.getFirst()));
  }

  /** As forms are read: a plus is a space. */
  private static String decoded(URI address) {
    return URLDecoder.decode(address.getRawQuery(), StandardCharsets.UTF_8);
  }

  @Test
  void an_endless_answer_is_cut_off_and_counts() {
    var made = create("/huge");
    var ping = plane.sent.ping(owner, made.webhook().id());
    deliver();
    Await.until(
        "taken", PATIENCE, () -> read(made, ping).delivery().state() == Delivery.State.DELIVERED);
  }

  @Test
  void a_slow_receiver_holds_up_nobody_for_longer_than_fifteen_seconds() {
    var slow = create("/slow");
    var quick = create("/ok");
    var ping = plane.sent.ping(owner, slow.webhook().id());
    plane.sent.ping(owner, quick.webhook().id());
    plane.delivering.run();
    Await.until("the other's", PATIENCE, () -> pings("/ok").size() == 1);
    assertTrue(attempts(slow, ping).stream().allMatch(one -> one.outcome().equals("open")));
    awaitEnded(ping, "15 s");
  }

  @Test
  void nothing_is_sent_inside_unless_the_operator_allows_it() {
    var made = create("/ok");
    try (var strict = WebhookPlace.of(place, receiver.authority(), false)) {
      assertThrows(
          Invalid.class,
          () ->
              com.integraci.appliance.events.WebhookUrl.of(receiver.url("/ok").toString(), false));
      var ping = strict.sent.ping(owner, made.webhook().id());
      strict.delivering.run();
      awaitEnded(ping, "inside");
      assertEquals(List.of(), receiver.got());
    }
  }

  @Test
  void a_certificate_of_nobody_known_is_not_trusted() {
    var made = create("/ok");
    try (var other = new Receiver();
        var stranger = WebhookPlace.of(place, other.authority(), true)) {
      var ping = stranger.sent.ping(owner, made.webhook().id());
      stranger.delivering.run();
      awaitEnded(ping, "TLS");
      assertEquals(List.of(), receiver.got());
    }
  }

  @Test
  void an_endpoint_at_which_nothing_gets_through_is_disabled_and_says_so() {
    var made = create("/fail");
    var ping = plane.sent.ping(owner, made.webhook().id());
    deliver();
    awaitAttempts(made, ping, 1);
    place.sql("update app.webhook set failing_since = now() - interval '73 hours'");
    dueNow();
    plane.delivering.run();
    awaitAttempts(made, ping, 2);
    Await.until("disabled", PATIENCE, () -> !plane.verbs.find(owner, made.webhook().id()).active());
    assertTrue(plane.verbs.find(owner, made.webhook().id()).reason().contains("three days"));
    assertEquals(
        1,
        place.number(
            "select count(*) from app.audit_entry"
                + " where convert_from(body, 'UTF8') like '%\"webhook.disable\"%'"));
    assertThrows(Conflict.class, () -> plane.sent.ping(owner, made.webhook().id()));
  }

  @Test
  void a_receiver_that_is_gone_hears_nothing_more() {
    var made = create("/gone");
    plane.sent.ping(owner, made.webhook().id());
    deliver();
    Await.until("disabled", PATIENCE, () -> !plane.verbs.find(owner, made.webhook().id()).active());
  }

  @Test
  void what_was_skipped_is_sent_by_a_replay_of_the_time() {
    var made = create("/ok");
    place.done(alpha, Action.SECRET_PUT, Outcome.DONE);
    deliver();
    awaitGot("/ok", 1);
    var id = made.webhook().id();
    plane.verbs.update(owner, id, command("/ok", false));
    place.done(alpha, Action.SECRET_PUT, Outcome.DONE);
    place.done(alpha, Action.SECRET_DELETE, Outcome.DONE);
    deliver();
    assertEquals(1, receiver.got().size());
    plane.verbs.update(owner, id, command("/ok", true));
    var hour = Duration.ofHours(1);
    var period = new ReplayPeriod(id, Instant.now().minus(hour), Instant.now().plus(hour), false);
    assertEquals(2, plane.sent.replay(owner, period));
    deliver();
    Await.until("the rest", PATIENCE, () -> receiver.got().size() >= 3);
    var ids = receiver.got().stream().map(Receiver.Got::id).toList();
    assertEquals(new HashSet<>(ids).size(), ids.size(), "each once: " + ids);
  }

  @Test
  void a_team_has_ten_at_most_and_hears_of_no_event_that_is_none() {
    var secret = new WebhookCommand(receiver.url("/ok"), "", List.of("secret.login"), true);
    assertThrows(Invalid.class, () -> plane.verbs.create(owner, secret));
    var made = create("/ok");
    assertThrows(Invalid.class, () -> plane.verbs.update(owner, made.webhook().id(), secret));
    for (int i = 1; i < Webhooks.MAX; i++) {
      create("/ok");
    }
    assertThrows(Conflict.class, () -> plane.verbs.create(owner, command("/ok", true)));
    assertEquals(Webhooks.MAX, plane.verbs.list(owner).size());
  }

  @Test
  void what_waits_is_not_begun_again_and_nothing_is_sent_to_a_disabled_one() {
    var made = create("/ok");
    var id = made.webhook().id();
    var ping = plane.sent.ping(owner, id);
    assertThrows(Conflict.class, () -> plane.sent.replay(owner, id, ping.id()));
    plane.verbs.update(owner, id, now -> now.activeIs(false));
    plane.delivering.run();
    awaitState(made, Delivery.State.SKIPPED, 1);
    assertThrows(Conflict.class, () -> plane.sent.replay(owner, id, ping.id()));
    var now = Instant.now();
    var period = new ReplayPeriod(id, now.minusSeconds(60), now.plusSeconds(60), true);
    assertThrows(Conflict.class, () -> plane.sent.replay(owner, period));
    assertEquals(List.of(), receiver.got());
  }

  @Test
  void an_endpoint_with_ten_thousand_waiting_gets_no_more() {
    var made = create("/ok");
    place.sql(
        """
        insert into app.webhook_delivery (tenant_id, delivery_id, webhook_id, message_id, action,
            document, state, due_at)
        select tenant_id, uuidv7(), webhook_id, 'filler-' || n, 'secret.put', '{}', 'waiting',
            now() + interval '1 day'
        from app.webhook, generate_series(1, 10000) n
        """);
    place.done(alpha, Action.SECRET_PUT, Outcome.DONE);
    deliver();
    awaitState(made, Delivery.State.SKIPPED, 1);
    assertEquals(List.of(), receiver.got());
  }

  @Test
  void what_the_appliance_disabled_keeps_its_reason_until_somebody_enables_it() {
    var made = create("/gone");
    var id = made.webhook().id();
    plane.sent.ping(owner, id);
    deliver();
    Await.until("disabled", PATIENCE, () -> !plane.verbs.find(owner, id).active());
    var reason = plane.verbs.find(owner, id).reason();
    assertFalse(reason.isEmpty());
    assertEquals(reason, plane.verbs.update(owner, id, command("/ok", false)).reason());
    assertEquals("", plane.verbs.update(owner, id, now -> now.activeIs(true)).reason());
  }

  @Test
  void two_control_planes_send_each_once() {
    var made = create("/ok");
    for (int i = 0; i < 40; i++) {
      place.done(alpha, Action.SECRET_PUT, Outcome.DONE);
    }
    try (var second = WebhookPlace.of(place, receiver.authority(), true)) {
      place.awaitSealed();
      Stream.of(plane, second)
          .parallel()
          .forEach(
              one ->
                  Await.until(
                      "all are sent",
                      PATIENCE,
                      () -> {
                        one.fanOut.run();
                        one.delivering.run();
                        return receiver.got().size() >= 40;
                      }));
      awaitState(made, Delivery.State.DELIVERED, 40);
    }
    assertEquals(40, receiver.got().size());
    assertEquals(40, receiver.got().stream().map(Receiver.Got::id).distinct().count());
  }

  @ParameterizedTest
  @ValueSource(strings = {"COUNTED", "SENT"})
  void a_sender_that_is_killed_leaves_its_message_to_the_next(String point) throws IOException {
    var made = create("/ok");
    var ping = plane.sent.ping(owner, made.webhook().id());
    var bao = OpenBaoServer.shared();
    var file = folder.resolve("database.yaml");
    Files.writeString(file, SettingsFile.write(place.settings));
    Victim.run(
        KilledWebhook.class,
        folder.resolve("killed.log"),
        file.toString(),
        bao.settings().url().toString(),
        bao.settings().credentials().toString(),
        bao.authority().toString(),
        receiver.authority().toString(),
        point);
    plane.delivering.run();
    assertEquals(Delivery.State.WAITING, read(made, ping).delivery().state(), "leased");
    dueNow();
    plane.delivering.run();
    Await.until(
        "taken", PATIENCE, () -> read(made, ping).delivery().state() == Delivery.State.DELIVERED);
    assertEquals(point.equals("SENT") ? 2 : 1, pings("/ok").size());
    assertEquals(1, pings("/ok").stream().map(Receiver.Got::id).distinct().count());
    assertEquals(
        List.of("done", "open"),
        attempts(made, ping).stream().map(Delivery.Attempt::outcome).toList());
  }

  @Test
  void a_team_reaches_no_other_teams_endpoint_and_a_developer_none() {
    var made = create("/ok");
    var ping = plane.sent.ping(owner, made.webhook().id());
    var other = place.caller(place.tenant("beta"), Role.OWNER);
    UUID id = made.webhook().id();
    assertEquals(List.of(), plane.verbs.list(other));
    assertTrue(plane.sent.latest(other).isEmpty());
    assertThrows(NotFound.class, () -> plane.verbs.find(other, id));
    assertThrows(NotFound.class, () -> plane.verbs.delete(other, id));
    assertThrows(NotFound.class, () -> plane.verbs.rotate(other, id));
    assertThrows(NotFound.class, () -> plane.sent.delivery(other, id, ping.id()));
    assertThrows(NotFound.class, () -> plane.sent.replay(other, id, ping.id()));
    var developer = place.caller(alpha, Role.DEVELOPER);
    assertThrows(Denied.class, () -> plane.verbs.list(developer));
    assertThrows(Denied.class, () -> plane.sent.latest(developer));
    assertThrows(Denied.class, () -> plane.verbs.create(developer, command("/ok", true)));
    var auditor = place.caller(alpha, Role.AUDITOR);
    assertEquals(1, plane.verbs.list(auditor).size());
    assertThrows(Denied.class, () -> plane.sent.ping(auditor, id));
  }

  @Test
  void the_secret_is_nowhere_in_the_database() throws IOException {
    var made = create("/ok");
    String secret = made.secret().substring("whsec_".length());
    String hex = java.util.HexFormat.of().formatHex(Base64.getDecoder().decode(secret));
    for (String table : List.of("webhook", "webhook_delivery", "audit_entry", "audit_detail")) {
      assertEquals(
          0,
          place.number(
              "select count(*) from app.%s t where t::text like '%%%s%%' or t::text like '%%%s%%'"
                  .formatted(table, secret, hex)));
    }
    assertFalse(made.toString().contains(secret));
  }
}
