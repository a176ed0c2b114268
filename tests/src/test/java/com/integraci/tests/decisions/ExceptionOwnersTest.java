package com.integraci.tests.decisions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.audit.SealSignal;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.exemptions.Exemption;
import com.integraci.appliance.exemptions.ExemptionTerms;
import com.integraci.appliance.exemptions.Exemptions;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.notices.NoticeMaker;
import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Role;
import com.integraci.tests.Await;
import com.integraci.tests.PostgresServer;
import com.integraci.tests.policy.Bundles;
import io.helidon.dbclient.DbClientException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who answers for an exception, and that those behind one are told once before it ends. */
@Tag("isolation")
final class ExceptionOwnersTest {

  private static final Duration WAIT_MAX = Duration.ofSeconds(30);
  private static final String WAITING =
      """
      select pid::text from pg_stat_activity
      where datname = current_database() and usename = 'integraci_app' and wait_event_type = 'Lock'
      """;

  private static Desk desk;
  private static Exemptions exceptions;
  private static JobDatabase sweeps;
  private static Caller asker;
  private static Caller approver;
  private static Caller owner;

  @TempDir private static Path folder;

  @BeforeAll
  static void open() {
    desk = new Desk();
    desk.activate(Bundles.in(folder));
    var log = new AuditLog(SealSignal.NONE, new NoticeMaker(true));
    exceptions = new Exemptions(desk.database, Policy.load(), log, desk);
    sweeps = JobDatabase.open(desk.settings, JobDatabase.Job.SWEEPER);
    asker = joined(Role.MAINTAINER);
    approver = joined(Role.ADMIN);
    owner = joined(Role.VIEWER);
  }

  @AfterAll
  static void close() {
    sweeps.close();
    desk.close();
  }

  @BeforeEach
  void none() {
    desk.sql("delete from app.policy_exception");
    desk.sql("delete from app.notice");
  }

  @Test
  void whoever_asks_answers_for_it_unless_another_person_of_the_team_is_named() {
    var own = exceptions.ask(asker, terms(Duration.ofDays(1), Optional.empty()));
    assertEquals(id(asker), own.owner());
    var named = asked(Duration.ofDays(1));
    assertEquals(id(owner), named.owner());
    assertEquals(id(asker), named.asked().by());
    assertEquals(
        List.of(id(owner).toString()), facts("owner", named), "the entry says who answers for it");
    exceptions.approve(approver, named.id());
    assertEquals(2, entries("owner", id(owner), named));
    assertEquals(1, entries("approver", id(approver), named));
    assertEquals(List.of(id(asker), id(owner)), told("exception.approve"));
    assertTrue(
        exceptions.list(asker).stream().anyMatch(one -> one.owner().equals(id(owner))), "a list");
  }

  @Test
  void nobody_else_can_be_named() {
    var stranger = id(joined(desk.other, Actor.Kind.MEMBER, Role.OWNER));
    var program = id(joined(desk.team, Actor.Kind.SERVICE, Role.MAINTAINER));
    for (UUID wrong : List.of(UuidV7.next(), stranger, program)) {
      var terms = terms(Duration.ofDays(1), Optional.of(wrong));
      var refusal = assertThrows(Invalid.class, () -> exceptions.ask(asker, terms));
      assertEquals("owner", refusal.problems().getFirst().field());
    }
    assertEquals(List.of(), exceptions.list(asker));
    var one = asked(Duration.ofDays(1));
    for (UUID wrong : List.of(UuidV7.next(), stranger, program)) {
      var refusal = assertThrows(Invalid.class, () -> exceptions.assign(asker, one.id(), wrong));
      assertEquals("owner", refusal.problems().getFirst().field());
    }
    assertEquals(id(owner), exceptions.list(asker).getFirst().owner());
  }

  @Test
  void it_is_handed_on_to_another_who_is_told_now_and_before_it_ends() {
    var heir = joined(Role.DEVELOPER);
    var one = approved(Duration.ofDays(60));
    moved(one, "57 days 1 minute");
    assertEquals(1, exceptions.remind(sweeps));
    assertThrows(Denied.class, () -> exceptions.assign(owner, one.id(), id(heir)));
    assertEquals(id(heir), exceptions.assign(asker, one.id(), id(heir)).owner());
    assertEquals(sorted(id(approver), id(heir)), told("exception.assign"), "not who did it");
    assertEquals(1, entries("owner", id(heir), one));
    assertEquals(1, exceptions.remind(sweeps), "its new owner was not told");
    assertTrue(told("exception.remind").contains(id(heir)));
    assertThrows(Conflict.class, () -> exceptions.assign(asker, one.id(), id(heir)), "again");
    assertEquals(id(asker), exceptions.assign(approver, one.id(), id(asker)).owner(), "back");
  }

  @Test
  void who_approved_it_does_not_come_to_answer_for_it_and_what_is_over_is_nobodys() {
    var one = approved(Duration.ofDays(60));
    assertThrows(Conflict.class, () -> exceptions.assign(asker, one.id(), id(approver)));
    refused(one, id(approver).toString());
    refused(one, "");
    var stranger = joined(desk.other, Actor.Kind.MEMBER, Role.OWNER);
    assertThrows(
        NotFound.class, () -> exceptions.assign(stranger, one.id(), id(stranger)), "another team");
    exceptions.end(asker, one.id());
    assertThrows(Conflict.class, () -> exceptions.assign(asker, one.id(), id(asker)));
    refused(one, id(asker).toString());
    var over = approved(Duration.ofDays(60));
    moved(over, "61 days");
    assertThrows(Conflict.class, () -> exceptions.assign(asker, over.id(), id(asker)));
    refused(over, id(asker).toString());
    assertEquals(List.of(), told("exception.assign"));
  }

  /** PostgreSQL holds it too. */
  private static void refused(Exemption one, String owner) {
    var sql = "update app.policy_exception set owner = nullif(?, '')::uuid where exception_id = ?";
    assertThrows(
        DbClientException.class,
        () -> desk.database.inTenant(desk.team, tx -> tx.execute(sql, owner, one.id())));
  }

  @Test
  void those_behind_one_are_told_once_three_days_before_it_ends() {
    var ending = approved(Duration.ofDays(60));
    var later = approved(Duration.ofDays(60));
    moved(ending, "57 days 1 minute");
    moved(later, "56 days 23 hours 59 minutes");
    assertEquals(1, exceptions.remind(sweeps));
    assertEquals(sorted(id(asker), id(approver), id(owner)), told("exception.remind"));
    assertEquals(
        List.of(id(owner).toString()),
        desk.entries(ending.id(), "b->'facts'->>'owner'", "b->>'action' = 'exception.remind'"));
    assertEquals(0, exceptions.remind(sweeps), "it is told again");
    // Another process, which remembers nothing.
    var again = new Exemptions(desk.database, Policy.load(), new AuditLog(), desk);
    assertEquals(0, again.remind(sweeps), "it is told again after a restart");
    moved(later, "2 minutes");
    assertEquals(1, exceptions.remind(sweeps));
  }

  @Test
  void a_short_one_is_told_of_when_a_tenth_of_it_is_left() {
    var early = approved(Duration.ofHours(10));
    moved(early, "8 hours 58 minutes");
    assertEquals(0, exceptions.remind(sweeps), "more than a tenth is left");
    // Nor when somebody of its team is told of another.
    moved(approved(Duration.ofDays(60)), "58 days");
    assertEquals(1, exceptions.remind(sweeps), "more than a tenth is left");
    moved(early, "4 minutes");
    assertEquals(1, exceptions.remind(sweeps));
  }

  @Test
  void of_what_does_not_count_nobody_is_told() {
    var unapproved = asked(Duration.ofDays(60));
    var ended = approved(Duration.ofDays(60));
    exceptions.end(approver, ended.id());
    var over = approved(Duration.ofDays(60));
    moved(unapproved, "58 days");
    moved(ended, "58 days");
    moved(over, "61 days");
    assertEquals(0, exceptions.remind(sweeps));
    assertEquals(List.of(), told("exception.remind"));
    // Nor when somebody of the team is told of another.
    var due = approved(Duration.ofDays(60));
    moved(due, "58 days");
    assertEquals(1, exceptions.remind(sweeps));
    assertEquals(List.of(due.id().toString()), reminded());
  }

  @Test
  void whoever_comes_second_tells_nobody_again_and_nobody_of_what_is_ended_meanwhile()
      throws Exception {
    for (String change : List.of("told_at = now()", "ended_by = asked_by, ended_at = now()")) {
      var ending = approved(Duration.ofDays(60));
      moved(ending, "58 days");
      try (var first = PostgresServer.shared().superuser(desk.settings.name());
          var statement = first.createStatement();
          var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        first.setAutoCommit(false);
        statement.execute(
            "update app.policy_exception set %s where exception_id = '%s'"
                .formatted(change, ending.id()));
        var second = threads.submit(() -> exceptions.remind(sweeps));
        Await.until("it waits for the first", WAIT_MAX, () -> desk.texts(WAITING).size() == 1);
        first.commit();
        second.get();
      }
      assertEquals(List.of(), reminded(), change);
      assertEquals(List.of(), told("exception.remind"), change);
    }
  }

  /** Of which exceptions somebody was told, by the chain. */
  private static List<String> reminded() {
    return desk.texts(
        """
        select b->'resource'->>'id'
        from (select convert_from(body, 'UTF8')::jsonb as b from app.audit_entry) as e
        join app.policy_exception on exception_id = (b->'resource'->>'id')::uuid
        where b->>'action' = 'exception.remind'
        """);
  }

  private static Exemption asked(Duration length) {
    return exceptions.ask(asker, terms(length, Optional.of(id(owner))));
  }

  private static Exemption approved(Duration length) {
    return exceptions.approve(approver, asked(length).id());
  }

  /** As if it had been asked for so much earlier. */
  private static void moved(Exemption one, String by) {
    desk.unguarded(
        "update app.policy_exception set asked_at = asked_at - ?::interval,"
            + " expires_at = expires_at - ?::interval where exception_id = ?",
        by,
        by,
        one.id());
  }

  private static ExemptionTerms terms(Duration length, Optional<UUID> owner) {
    var expires = Instant.now().plus(length).truncatedTo(ChronoUnit.SECONDS);
    return new ExemptionTerms("tests_passed", "shop", Optional.empty(), "why", expires, owner);
  }

  private static Caller joined(Role role) {
    return joined(desk.team, Actor.Kind.MEMBER, role);
  }

  private static Caller joined(TenantId team, Actor.Kind kind, Role role) {
    var caller = new Caller(team, new Actor(kind, UuidV7.next()), role, UuidV7.next());
    desk.sql(
        "insert into app.member (tenant_id, member_id, kind, role) values (?, ?, ?, ?)",
        team.value(),
        id(caller),
        kind == Actor.Kind.SERVICE ? "service" : "member",
        role.word());
    return caller;
  }

  private static UUID id(Caller caller) {
    return caller.actor().id();
  }

  private static List<UUID> sorted(UUID... ids) {
    return Arrays.stream(ids).map(UUID::toString).sorted().map(UUID::fromString).toList();
  }

  private static List<UUID> told(String action) {
    return desk
        .texts(
            "select member_id::text from app.notice where action = '"
                + action
                + "' order by member_id::text")
        .stream()
        .map(UUID::fromString)
        .toList();
  }

  private static List<String> facts(String fact, Exemption one) {
    var value = "b->'facts'->>'" + fact + "'";
    return desk.entries(one.id(), value, value + " is not null");
  }

  private static long entries(String fact, UUID member, Exemption one) {
    return facts(fact, one).stream().filter(member.toString()::equals).count();
  }
}
