package com.integraci.tests.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.broker.Outgoing;
import com.integraci.appliance.broker.StreamEnd;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Unavailable;
import com.integraci.tests.Await;
import io.nats.client.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tenants' accounts and streams: apart, put right when another's, there again after a kill. */
@Tag("isolation")
@Tag("containers")
class AccountsTest {

  private static BrokerPlace place;

  @BeforeAll
  static void open() {
    place = new BrokerPlace();
  }

  @AfterAll
  static void close() {
    place.close();
  }

  @Test
  void an_account_is_made_again_without_harm_and_removed_for_good() throws Exception {
    TenantId tenant = place.tenant();
    String account = place.account(tenant);
    assertTrue(BrokerPlace.isAccount(account));
    publish(tenant, "a", "");
    place.broker.accounts().make(tenant, "team");
    assertEquals(account, place.account(tenant));
    assertEquals("a", last(tenant));
    assertEquals(2, place.entries(tenant, "broker.login") - 1, "one for each, one to publish");
    place.broker.accounts().remove(tenant);
    place.broker.accounts().remove(tenant);
    assertThrows(Unavailable.class, () -> last(tenant));
    try (var system = place.system()) {
      assertFalse(system.stored(account).startsWith("ey"));
    }
  }

  @Test
  void events_are_published_in_order_once() {
    TenantId tenant = place.tenant();
    assertEquals(new StreamEnd("", 0, Duration.ofDays(30)), place.broker.publisher().end(tenant));
    assertEquals(1, publish(tenant, "1", ""));
    assertEquals(1, publish(tenant, "2", "1"));
    assertEquals(1, publish(tenant, "2", "1"), "it is there, once");
    assertEquals(0, publish(tenant, "4", "3"));
    assertEquals(0, publish(tenant, "4", ""));
    assertEquals(new StreamEnd("2", 2, Duration.ofDays(30)), place.broker.publisher().end(tenant));
    var foreign = List.of(new Outgoing("t.other.x", "5", new byte[1]));
    assertThrows(IllegalArgumentException.class, () -> publish(tenant, "2", foreign));
  }

  @Test
  void many_are_under_way_at_once_and_none_is_taken_out_of_order() {
    TenantId tenant = place.tenant();
    var all = IntStream.rangeClosed(1, 500).mapToObj(n -> outgoing(tenant, "" + n)).toList();
    assertEquals(500, publish(tenant, "", all));
    assertEquals("500", last(tenant));
    var gap = List.of(outgoing(tenant, "501"), outgoing(tenant, "502"));
    assertEquals(0, publish(tenant, "499", gap));
    assertEquals("500", last(tenant));
    assertEquals(2, publish(tenant, "500", gap));
  }

  @Test
  void a_killed_broker_has_what_it_took_and_the_next_call_connects_anew() {
    TenantId tenant = place.tenant();
    publish(tenant, "1", "");
    place.server.kill();
    assertThrows(Unavailable.class, () -> publish(tenant, "2", "1"));
    assertThrows(Unavailable.class, place.broker::expectUp);
    place.server.restart();
    place.broker.expectUp();
    assertEquals("1", last(tenant));
    assertEquals(1, publish(tenant, "2", "1"));
  }

  @Test
  void a_tenant_subscribed_to_everything_sees_nothing_of_another() throws Exception {
    TenantId alpha = place.tenant();
    TenantId beta = place.tenant();
    try (var own = place.anybody(alpha);
        var foreign = place.anybody(beta)) {
      var seenByOwn = own.subscribe(">");
      var seenByForeign = foreign.subscribe(">");
      var named = foreign.subscribe("t." + alpha + ".>");
      publish(alpha, "1", "");
      assertTrue(receives(seenByOwn, "t." + alpha + ".test.done"));
      foreign.flush();
      assertFalse(receives(seenByForeign, "t." + alpha + ".test.done"));
      assertFalse(receives(named, "t." + alpha + ".test.done"));
      String streams = foreign.ask("$JS.API.STREAM.LIST", "");
      assertTrue(streams.contains("t." + beta) && !streams.contains(alpha.toString()), streams);
    }
  }

  @Test
  void limits_hold_also_for_whoever_may_do_everything() throws Exception {
    TenantId tenant = place.tenant();
    try (var anybody = place.anybody(tenant)) {
      String second =
          anybody.ask(
              "$JS.API.STREAM.CREATE.MORE",
              "{\"name\":\"MORE\",\"subjects\":[\"more\"],\"storage\":\"file\",\"max_bytes\":9}");
      assertTrue(second.contains("\"error\""), second);
      String purge = anybody.ask("$JS.API.STREAM.PURGE.EVENTS", "");
      assertTrue(purge.contains("\"error\""), purge);
    }
  }

  @Test
  void a_statement_of_a_foreign_operator_is_stored_and_put_right() throws Exception {
    TenantId tenant = place.tenant();
    publish(tenant, "1", "");
    String account = place.account(tenant);
    try (var system = place.system()) {
      String before = system.stored(account);
      String foreign =
          BrokerPlace.Rogue.make().claims(account, Instant.now().plus(Duration.ofDays(4_000)));
      system.ask("$SYS.REQ.CLAIMS.UPDATE", foreign);
      assertEquals(foreign, system.stored(account), "the trap this is about");
      assertEquals(1, place.broker.accounts().compare(place.overview));
      assertTrue(system.stored(account).startsWith(before.substring(0, 20)));
      assertEquals(1, place.entries(tenant, "broker.claim"));
      assertEquals(0, place.broker.accounts().compare(place.overview));
    }
    place.server.kill();
    place.server.restart();
    assertEquals(1, publishAgain(tenant, "2", "1"));
  }

  @Test
  void what_the_broker_lost_or_was_told_by_itself_is_put_right_after_a_restart() throws Exception {
    TenantId tenant = place.tenant();
    publish(tenant, "1", "");
    String account = place.account(tenant);
    place.server.kill();
    Files.delete(place.server.resolver().resolve(account + ".jwt"));
    place.server.restart();
    assertThrows(Unavailable.class, () -> publishAgain(tenant, "2", "1"));
    assertEquals(1, place.broker.accounts().compare(place.overview));
    assertEquals(1, publishAgain(tenant, "2", "1"));
  }

  @Test
  void a_foreign_statement_about_the_system_account_does_not_outlive_a_start() throws Exception {
    try (var system = place.system()) {
      String account = place.systemAccount();
      String foreign =
          BrokerPlace.Rogue.make().claims(account, Instant.now().plus(Duration.ofDays(4_000)));
      system.ask("$SYS.REQ.CLAIMS.UPDATE", foreign);
    }
    place.server.kill();
    place.server.restart();
    place.system().close();
  }

  @Test
  void a_user_is_refused_when_it_is_not_the_accounts() {
    TenantId tenant = place.tenant();
    TenantId other = place.tenant();
    var user = BrokerPlace.user();
    String id = BrokerPlace.id(user);
    var claims = BrokerPlace.userToken(place.account(tenant), id, java.util.Map.of());
    String forged = claims.sign(message -> place.sign("t-" + other, "broker", message));
    assertThrows(UncheckedIOException.class, () -> place.connect(user, forged));
    String good = claims.sign(message -> place.sign("t-" + tenant, "broker", message));
    var thief = BrokerPlace.user();
    assertThrows(UncheckedIOException.class, () -> place.connect(thief, good));
  }

  @Test
  void a_suspended_tenants_connections_end_and_none_of_its_credentials_comes_back() {
    TenantId tenant = place.tenant();
    var user = BrokerPlace.user();
    String token = place.token(tenant, user);
    try (var client = place.connect(user, token)) {
      place.sql("update app.tenant set state = 'suspended' where tenant_id = ?", tenant.value());
      place.broker.accounts().refresh(tenant);
      Await.until("it is put out", Duration.ofSeconds(5), () -> !client.connected());
    }
    assertThrows(UncheckedIOException.class, () -> place.connect(user, token));
    place.sql("update app.tenant set state = 'active' where tenant_id = ?", tenant.value());
    place.broker.accounts().refresh(tenant);
    assertEquals(1, publish(tenant, "1", ""));
    assertThrows(UncheckedIOException.class, () -> place.connect(user, token));
  }

  @Test
  void nothing_of_an_event_is_readable_on_the_disk() throws IOException {
    TenantId tenant = place.tenant();
    String canary = "canary-" + UUID.randomUUID();
    var event = Outgoing.of(tenant, "test.done", "1", bytes(canary));
    assertEquals(1, publish(tenant, "", List.of(event)));
    place.server.kill();
    place.server.restart();
    try (var files = Files.walk(place.server.folder())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertFalse(content.contains(canary), file.toString());
      }
    }
    assertEquals("1", last(tenant));
  }

  private static int publish(TenantId tenant, String id, String last) {
    return publish(tenant, last, List.of(outgoing(tenant, id)));
  }

  private static int publish(TenantId tenant, String last, List<Outgoing> events) {
    var after = new StreamEnd(last, 0, Duration.ZERO);
    return place.broker.publisher().publish(tenant, after, events);
  }

  private static Outgoing outgoing(TenantId tenant, String id) {
    return Outgoing.of(tenant, "test.done", id, bytes("{}"));
  }

  private static String last(TenantId tenant) {
    return place.broker.publisher().end(tenant).lastId();
  }

  /** A connection that ended with the server is found out by the first call. */
  private static int publishAgain(TenantId tenant, String id, String last) {
    try {
      return publish(tenant, id, last);
    } catch (Unavailable lost) {
      return publish(tenant, id, last);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean receives(io.nats.client.Subscription subscription, String subject)
      throws InterruptedException {
    for (Message m = subscription.nextMessage(500); m != null; m = subscription.nextMessage(500)) {
      if (m.getSubject().equals(subject)) {
        return true;
      }
    }
    return false;
  }
}
