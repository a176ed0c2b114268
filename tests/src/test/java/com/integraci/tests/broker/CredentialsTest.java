package com.integraci.tests.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.broker.UserCredential;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.events.Credentials;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.EventRules;
import com.integraci.appliance.policy.Role;
import com.integraci.config.NatsToken;
import com.integraci.tests.Await;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Members' credentials at the broker, tried by a client that is none of the product's. */
@Tag("isolation")
class CredentialsTest {

  private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

  private static PublishPlace place;
  private static PublishingPlane plane;
  private static JobDatabase sweeper;
  private static Credentials credentials;
  private static TenantId tenant;
  private static TenantId other;

  @BeforeAll
  static void open() {
    place = new PublishPlace();
    plane = place.plane();
    sweeper = JobDatabase.open(place.broker.settings.database(), JobDatabase.Job.SWEEPER);
    credentials =
        new Credentials(place.broker.policy, EventRules.load(), place.broker.broker.users());
    tenant = place.broker.tenant();
    other = place.broker.tenant();
    place.changes(tenant, 5);
    place.changes(other, 5);
    place.awaitPublished(tenant, 5);
    place.awaitPublished(other, 5);
  }

  @AfterAll
  static void close() {
    sweeper.close();
    plane.close();
    place.close();
  }

  @Test
  void a_member_hears_of_what_its_role_may_in_order_and_goes_on_where_it_was() throws Exception {
    Caller developer = member(tenant, Role.DEVELOPER);
    var first = credentials.issue(developer, "");
    try (var client = connect(first)) {
      assertEquals(place.expected(tenant), client.hear(5));
    }
    place.change(tenant, Action.SECRET_DELETE);
    Await.until(
        "it is published",
        PublishPlace.PATIENCE,
        () -> place.expected(tenant).size() == stored(tenant));
    try (var client = connect(credentials.issue(developer, ""))) {
      var all = place.expected(tenant);
      assertEquals(all.subList(5, all.size()), client.hear(all.size() - 5));
    }
    try (var client = connect(credentials.issue(member(tenant, Role.VIEWER), ""))) {
      assertEquals(List.of(), client.hear(1), "a viewer may not hear of secrets");
    }
  }

  @Test
  void a_member_keeps_the_seed_of_its_own_key() throws Exception {
    Caller owner = member(tenant, Role.OWNER);
    var key = BrokerPlace.user();
    var made = credentials.issue(owner, BrokerPlace.id(key));
    assertEquals("", made.seed());
    try (var client = Member.connect(place.broker, key, made)) {
      assertTrue(client.hear(1).size() == 1);
    }
    assertEquals(made.user(), credentials.issue(owner, BrokerPlace.id(key)).user(), "once more");
    var stranger = member(tenant, Role.OWNER);
    assertThrows(Conflict.class, () -> credentials.issue(stranger, made.user()));
    assertThrows(Invalid.class, () -> credentials.issue(owner, "U" + "A".repeat(55)));
    assertTrue(made.expires().isBefore(Instant.now().plus(Duration.ofMinutes(61))));
    assertFalse(made.toString().contains(made.token()));
  }

  @Test
  void a_member_may_listen_at_its_own_subject_and_nothing_else() throws Exception {
    var mine = credentials.issue(member(tenant, Role.OWNER), "");
    var theirs = credentials.issue(member(tenant, Role.OWNER), "");
    var foreign = credentials.issue(member(other, Role.OWNER), "");
    int before = stored(tenant);
    String own = mine.subject().replace("member.", "member-");
    try (var client = connect(mine);
        var neighbour = connect(theirs)) {
      for (String subject :
          List.of(
              "$JS.API.STREAM.PURGE.EVENTS",
              "$JS.API.STREAM.DELETE.EVENTS",
              "$JS.API.STREAM.INFO.EVENTS",
              "$JS.API.STREAM.MSG.GET.EVENTS",
              "$JS.API.STREAM.MSG.DELETE.EVENTS",
              "$JS.API.CONSUMER.CREATE.EVENTS.mine",
              "$JS.API.CONSUMER.DELETE.EVENTS." + own,
              "$JS.API.CONSUMER.INFO.EVENTS." + own,
              "$JS.API.CONSUMER.MSG.NEXT.EVENTS." + own,
              "$JS.ACK.EVENTS." + own + ".1.1.1.1.1",
              "$JS.API.INFO",
              "t." + tenant + ".secret.put",
              mine.subject(),
              theirs.subject(),
              "any")) {
        assertTrue(client.refusedToPublish(subject), subject);
      }
      for (String subject :
          List.of(
              ">",
              "t.>",
              "t." + tenant + ".secret.put",
              "member.*",
              "member.>",
              theirs.subject(),
              foreign.subject(),
              "_INBOX.>",
              "_INBOX_*.>",
              "$JS.>",
              "$SYS.>")) {
        assertTrue(client.refusedToSubscribe(subject), subject);
      }
      assertFalse(client.refusedToSubscribe(mine.subject()), "the refusals mean something");
      assertEquals(1, neighbour.hear(1).size());
    }
    assertEquals(before, stored(tenant));
    assertEquals(place.expected(tenant), place.stored(tenant));
  }

  @Test
  void whoever_may_ask_could_have_a_stream_deleted_which_is_why_members_may_not() throws Exception {
    TenantId victim = place.broker.tenant();
    place.changes(victim, 1);
    place.awaitPublished(victim, 1);
    String next = "$JS.API.CONSUMER.MSG.NEXT.EVENTS.pull";
    String info = "$JS.API.STREAM.INFO.EVENTS";
    try (var anybody = place.broker.anybody(victim);
        var client = place.broker.asking(victim, next)) {
      anybody.ask(
          "$JS.API.CONSUMER.CREATE.EVENTS.pull",
          "{\"stream_name\":\"EVENTS\",\"config\":{\"durable_name\":\"pull\","
              + "\"ack_policy\":\"explicit\"}}");
      assertFalse(anybody.ask(info, "").contains("stream not found"));
      // When there is no more, NATS answers with a message without a body.
      byte[] request = "{\"batch\":10,\"no_wait\":true}".getBytes(StandardCharsets.UTF_8);
      client.connection().publish(next, "$JS.API.STREAM.DELETE.EVENTS", request);
      client.flush();
      Await.until(
          "it is gone", FIVE_SECONDS, () -> answer(anybody, info).contains("stream not found"));
    }
  }

  @Test
  void a_removed_member_is_out_within_five_seconds_and_stays_out() throws Exception {
    Caller gone = member(tenant, Role.DEVELOPER);
    var credential = credentials.issue(gone, "");
    try (var stays = connect(credentials.issue(member(tenant, Role.DEVELOPER), ""));
        var client = connect(credential)) {
      place.broker.sql("delete from app.member where member_id = ?", gone.actor().id());
      assertEquals(1, place.broker.broker.accounts().revoke(sweeper));
      Await.until("it is put out", FIVE_SECONDS, () -> !client.connected());
      assertTrue(stays.connected());
    }
    assertThrows(UncheckedIOException.class, () -> connect(credential));
    assertEquals(0, place.broker.broker.accounts().revoke(sweeper), "once");
    insert(gone);
    place.broker.broker.accounts().refresh(tenant);
    assertThrows(UncheckedIOException.class, () -> connect(credential));
  }

  /** The statement is the product's, but for when it ends: nobody waits an hour here. */
  @Test
  void a_credential_that_ends_while_its_member_listens_is_cut_off_by_the_broker() throws Exception {
    var whole = credentials.issue(member(tenant, Role.OWNER), "");
    var brief = ending(whole, Instant.now().plusSeconds(5));
    try (var stays = connect(whole);
        var client = connect(brief)) {
      assertEquals(1, client.hear(1).size());
      Await.until("it is cut off", Duration.ofSeconds(15), () -> !client.connected());
      assertFalse(Instant.now().isBefore(brief.expires()), "not before its time");
      assertTrue(stays.connected());
    }
    assertThrows(UncheckedIOException.class, () -> connect(brief));
  }

  /** The same rights of the same user up to another moment, signed by the account's key. */
  private static UserCredential ending(UserCredential whole, Instant expires) {
    var body = whole.token().split("\\.", -1)[1];
    var claims = new JsonMapper().readTree(Base64.getUrlDecoder().decode(body));
    var nats =
        new JsonMapper()
            .convertValue(claims.path("nats"), new TypeReference<Map<String, Object>>() {});
    var end = expires.truncatedTo(ChronoUnit.SECONDS);
    String token =
        new NatsToken(
                place.broker.account(tenant), whole.user(), whole.user(), Instant.now(), end, nats)
            .sign(message -> place.broker.sign("t-" + tenant, "broker", message));
    return new UserCredential(
        whole.server(), whole.user(), token, whole.seed(), whole.subject(), end);
  }

  @Test
  void a_change_of_role_ends_what_was_given_for_the_former() throws Exception {
    Caller admin = member(tenant, Role.ADMIN);
    var credential = credentials.issue(admin, "");
    try (var client = connect(credential)) {
      assertEquals(1, client.hear(1).size());
      place.broker.sql(
          "update app.member set role = 'viewer' where member_id = ?", admin.actor().id());
      var viewer = new Caller(tenant, admin.actor(), Role.VIEWER, admin.request());
      assertThrows(Conflict.class, () -> credentials.issue(viewer, credential.user()));
      place.broker.broker.accounts().revoke(sweeper);
      Await.until("it is put out", FIVE_SECONDS, () -> !client.connected());
      try (var now = connect(credentials.issue(viewer, ""))) {
        assertEquals(List.of(), now.hear(1), "nor what it had under way");
      }
    }
  }

  @Test
  void while_the_broker_is_away_nothing_is_forgotten() throws Exception {
    Caller gone = member(tenant, Role.DEVELOPER);
    var credential = credentials.issue(gone, "");
    place.broker.sql("delete from app.member where member_id = ?", gone.actor().id());
    place.broker.server.kill();
    assertEquals(0, place.broker.broker.accounts().revoke(sweeper));
    place.broker.server.restart();
    assertEquals(1, place.broker.broker.accounts().revoke(sweeper));
    assertThrows(UncheckedIOException.class, () -> connect(credential));
  }

  @Test
  void what_is_forged_expired_or_of_a_suspended_team_is_refused() {
    Caller owner = member(other, Role.OWNER);
    var credential = credentials.issue(owner, "");
    var key = BrokerPlace.user();
    String account = place.broker.account(other);
    var claims = BrokerPlace.userToken(account, BrokerPlace.id(key), Map.of());
    var rogue = BrokerPlace.Rogue.make();
    String byRogue = claims.sign(rogue::sign);
    assertThrows(UncheckedIOException.class, () -> place.broker.connect(key, byRogue));
    String byAnother = claims.sign(bytes -> place.broker.sign("t-" + tenant, "broker", bytes));
    assertThrows(UncheckedIOException.class, () -> place.broker.connect(key, byAnother));
    String expired =
        BrokerPlace.expired(claims).sign(bytes -> place.broker.sign("t-" + other, "broker", bytes));
    assertThrows(UncheckedIOException.class, () -> place.broker.connect(key, expired));
    String good = claims.sign(bytes -> place.broker.sign("t-" + other, "broker", bytes));
    place.broker.connect(key, good).close();
    place.broker.sql(
        "update app.tenant set state = 'suspended' where tenant_id = ?", other.value());
    place.broker.broker.accounts().refresh(other);
    assertThrows(UncheckedIOException.class, () -> connect(credential));
    assertThrows(UncheckedIOException.class, () -> place.broker.connect(key, good));
    assertThrows(RuntimeException.class, () -> credentials.issue(owner, ""));
    place.broker.sql("update app.tenant set state = 'active' where tenant_id = ?", other.value());
    place.broker.broker.accounts().refresh(other);
    assertThrows(UncheckedIOException.class, () -> connect(credential), "not with it");
  }

  @Test
  void a_member_has_eight_at_most_and_an_entry_tells_of_each() {
    Caller owner = member(tenant, Role.OWNER);
    long before = place.broker.entries(tenant, "event.subscribe");
    for (int i = 0; i < 8; i++) {
      credentials.issue(owner, "");
    }
    assertThrows(Conflict.class, () -> credentials.issue(owner, ""));
    assertEquals(8, place.broker.entries(tenant, "event.subscribe") - before);
    var operator = new Caller(TenantId.APPLIANCE, owner.actor(), Role.OPERATOR, owner.request());
    assertThrows(Denied.class, () -> credentials.issue(operator, ""));
  }

  private static String answer(Client client, String subject) {
    try {
      return client.ask(subject, "");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Caller member(TenantId tenant, Role role) {
    var caller = place.caller(tenant, role);
    insert(caller);
    return caller;
  }

  private static void insert(Caller caller) {
    place.broker.sql(
        "insert into app.member (tenant_id, member_id, kind, role) values (?, ?, 'member', ?)",
        caller.tenant().value(),
        caller.actor().id(),
        caller.role().name().toLowerCase(Locale.ROOT));
  }

  private static Member connect(UserCredential credential) {
    return Member.connect(place.broker, credential);
  }

  private static int stored(TenantId tenant) {
    try {
      return place.stored(tenant).size();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
