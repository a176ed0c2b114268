package com.integraci.tests.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.members.Acceptance;
import com.integraci.appliance.members.Invitations;
import com.integraci.appliance.members.Invite;
import com.integraci.appliance.members.Invited;
import com.integraci.appliance.members.MemberSweeper;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Role;
import com.integraci.appliance.workflow.Probe;
import com.integraci.appliance.workflow.WorkflowEngine;
import com.integraci.tests.Await;
import com.integraci.tests.PostgresServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An invitation from the link to the member, and every way in which it must not work. */
@Tag("crash")
final class InvitationTest {

  private static final String GOOD = "a good password";
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final AtomicInteger COUNT = new AtomicInteger();

  private static final Map<Role, Caller> CALLERS = new EnumMap<>(Role.class);
  private static TeamPlace place;
  private static WorkflowEngine engine;
  private static TenantId tenant;
  private static Invitations invitations;
  private static Acceptance acceptance;

  private static final String ACCEPTED = "app.workflow where definition = 'member.accept'";

  @BeforeAll
  static void open() {
    place = TeamPlace.fresh();
    tenant = place.signedUp("inviting");
    engine = place.engine(Probe.NONE);
    Await.until("the team is there", SOON, () -> count("app.tenant where state = 'active'") == 1);
    invitations = new Invitations(place.members, place.post);
    acceptance = new Acceptance(place.members, place.front, place.openbao.signups());
  }

  @AfterAll
  static void close() {
    engine.close();
    place.close();
  }

  private static Caller caller(Role role) {
    return CALLERS.computeIfAbsent(role, wanted -> place.member(tenant, wanted));
  }

  private static String fresh() {
    return "person" + COUNT.incrementAndGet() + "@inviting.example";
  }

  private static Invited invited(String email) {
    return invitations.run(caller(Role.OWNER), new Invite(email, Role.DEVELOPER));
  }

  private static String token(Invited invited) {
    var path = invited.link().getPath();
    assertTrue(path.startsWith(Invitations.PATH), path);
    return path.substring(Invitations.PATH.length());
  }

  @Test
  void an_invited_person_becomes_a_member_and_the_link_is_used_up() {
    var email = fresh();
    var token = token(invited(email));
    var offer = acceptance.read(token);
    assertEquals("inviting", offer.slug());
    assertEquals(email, offer.email());
    assertEquals("developer", offer.role());
    acceptance.run(token, "Grace Hopper", GOOD);
    assertThrows(NotFound.class, () -> acceptance.read(token));
    assertThrows(NotFound.class, () -> acceptance.run(token, "Grace Hopper", GOOD));
    Await.until("a member", SOON, () -> count("app.member where role = 'developer'") > 0);
    assertTrue(place.keycloak.directory().hasAddress("inviting", email), "Keycloak has the user");
    assertEquals(0, count("app.invitation where email = '" + email + "'"));
    assertEquals(
        1,
        count(
            "app.audit_entry where convert_from(body, 'UTF8') like '%invitation.accept%'"
                + " and convert_from(body, 'UTF8') not like '%@%'"));
    assertThrows(Conflict.class, () -> invited(email), "a member's address is invited");
    assertThrows(Conflict.class, () -> invited(email.toUpperCase(java.util.Locale.ROOT)));
  }

  @Test
  void only_the_hash_of_the_link_is_stored() {
    var token = token(invited(fresh()));
    assertEquals(0, count("app.invitation i where i::text like '%" + token + "%'"));
    assertEquals(
        1, count("app.invitation where token_hash = sha256(convert_to('" + token + "', 'UTF8'))"));
  }

  @Test
  void a_link_that_is_changed_withdrawn_or_too_old_gets_one_answer() throws SQLException {
    var withdrawn = invited(fresh());
    invitations.withdraw(caller(Role.ADMIN), withdrawn.invitation().id());
    var old = invited(fresh());
    sql("update app.invitation set expires_at = now() where invitation_id = '%s'", old);
    var changed = token(invited(fresh()));
    var other = (changed.charAt(0) == 'x' ? "y" : "x") + changed.substring(1);
    var answers =
        java.util.stream.Stream.of(token(withdrawn), token(old), other, "short", "")
            .map(
                token -> {
                  var read = assertThrows(NotFound.class, () -> acceptance.read(token));
                  var run =
                      assertThrows(NotFound.class, () -> acceptance.run(token, "Grace", GOOD));
                  assertEquals(read.getMessage(), run.getMessage());
                  return read.getMessage();
                })
            .distinct()
            .toList();
    assertEquals(1, answers.size(), answers.toString());
    assertThrows(
        NotFound.class,
        () -> invitations.withdraw(caller(Role.OWNER), withdrawn.invitation().id()));
  }

  /** The other has used the link up and not committed yet, so the link looks open. */
  @Test
  void of_two_who_use_a_link_at_the_same_moment_one_is_let_in() throws SQLException {
    var made = invited(fresh());
    long before = count(ACCEPTED);
    try (var other = PostgresServer.shared().superuser(place.settings.database().name());
        var delete = other.createStatement()) {
      other.setAutoCommit(false);
      delete.execute(
          "delete from app.invitation where invitation_id = '%s'"
              .formatted(made.invitation().id()));
      var second =
          CompletableFuture.runAsync(() -> acceptance.run(token(made), "Grace Hopper", GOOD));
      Await.until("the second waits for the first", SOON, InvitationTest::someoneWaits);
      other.commit();
      var refused = assertThrows(CompletionException.class, second::join);
      assertTrue(refused.getCause() instanceof NotFound, refused.toString());
    }
    assertEquals(before, count(ACCEPTED), "a second person is let in");
  }

  private static boolean someoneWaits() {
    return count("pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
        > 0;
  }

  @Test
  void a_tenant_that_is_not_active_lets_nobody_in() throws SQLException {
    var made = invited(fresh());
    sql("update app.tenant set state = 'failed' where slug = 'inviting' and '%s' <> ''", made);
    assertThrows(NotFound.class, () -> acceptance.read(token(made)));
    sql("update app.tenant set state = 'active' where slug = 'inviting' and '%s' <> ''", made);
    assertEquals("developer", acceptance.read(token(made)).role());
  }

  @Test
  void what_is_wrong_with_name_and_password_is_said_and_the_link_stays_open() {
    var token = token(invited(fresh()));
    var wrong = assertThrows(Invalid.class, () -> acceptance.run(token, " ", "short"));
    assertEquals(2, wrong.problems().size());
    assertThrows(Invalid.class, () -> acceptance.run(token, "Grace", "x".repeat(73)));
    acceptance.read(token);
  }

  @Test
  void an_address_is_invited_once_at_a_time() {
    var email = fresh();
    var first = invited(email);
    assertThrows(Conflict.class, () -> invited(email));
    invitations.withdraw(caller(Role.OWNER), first.invitation().id());
    invited(email);
    assertThrows(Invalid.class, () -> new Invite("not an address", Role.VIEWER));
  }

  @Test
  void only_owners_and_admins_invite_and_an_admin_invites_no_owner() {
    var owner = new Invite(fresh(), Role.OWNER);
    assertThrows(Denied.class, () -> invitations.run(caller(Role.ADMIN), owner));
    var made = invitations.run(caller(Role.OWNER), owner);
    assertThrows(
        Denied.class, () -> invitations.withdraw(caller(Role.ADMIN), made.invitation().id()));
    for (Role role : new Role[] {Role.MAINTAINER, Role.DEVELOPER, Role.AUDITOR, Role.VIEWER}) {
      var invite = new Invite(fresh(), Role.VIEWER);
      assertThrows(Denied.class, () -> invitations.run(caller(role), invite), role.name());
      assertThrows(Denied.class, () -> invitations.list(caller(role)), role.name());
      assertThrows(Denied.class, () -> invitations.withdraw(caller(role), made.invitation().id()));
    }
    invitations.withdraw(caller(Role.OWNER), made.invitation().id());
  }

  @Test
  void a_team_has_a_bounded_number_and_what_is_too_old_is_swept() throws SQLException {
    sql("delete from app.invitation where tenant_id is not null and '%s' <> ''", invited(fresh()));
    for (int i = 0; i < Invitations.OPEN_MAX; i++) {
      invited(fresh());
    }
    assertThrows(Conflict.class, () -> invited(fresh()));
    assertEquals(Invitations.OPEN_MAX, invitations.list(caller(Role.ADMIN)).size());
    sql("update app.invitation set expires_at = now() where '%s' <> ''", invitations);
    assertFalse(count("app.invitation") == 0);
    try (var sweeps = JobDatabase.open(place.settings.database(), JobDatabase.Job.SWEEPER)) {
      var sweeper = new MemberSweeper(place.members, sweeps);
      assertEquals(Invitations.OPEN_MAX, sweeper.sweep());
      assertEquals(0, sweeper.sweep());
    }
    assertEquals(0, count("app.invitation"));
  }

  private static void sql(String statement, Object subject) throws SQLException {
    var id = subject instanceof Invited one ? one.invitation().id() : new UUID(0, 1);
    try (var connection = PostgresServer.shared().superuser(place.settings.database().name());
        var prepared = connection.createStatement()) {
      prepared.execute(statement.formatted(id));
    }
  }

  private static long count(String what) {
    try (var connection = PostgresServer.shared().superuser(place.settings.database().name());
        var prepared = connection.createStatement();
        var rows = prepared.executeQuery("select count(*) from " + what)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
