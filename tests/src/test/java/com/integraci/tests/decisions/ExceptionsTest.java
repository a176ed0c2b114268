package com.integraci.tests.decisions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.decisions.Decision;
import com.integraci.appliance.exemptions.Exemption;
import com.integraci.appliance.exemptions.ExemptionTerms;
import com.integraci.appliance.exemptions.Exemptions;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.policy.Actor;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Role;
import com.integraci.tests.policy.Bundles;
import io.helidon.dbclient.DbClientException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exceptions from rules: two people, one service, until a time, and seen in each decision. */
@Tag("isolation")
final class ExceptionsTest {

  private static Desk desk;
  private static Exemptions exceptions;

  @TempDir private static Path folder;
  private final Caller maintainer = desk.caller(Role.MAINTAINER);
  private final Caller owner = desk.caller(Role.OWNER);

  @BeforeAll
  static void open() {
    desk = new Desk();
    exceptions = desk.feature.exemptions();
    desk.activate(Bundles.in(folder));
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  @BeforeEach
  void none() {
    desk.sql("delete from app.policy_exception");
  }

  @Test
  void the_rule_denies_until_a_second_person_approves_and_again_when_it_is_ended() {
    assertFalse(unproven().allowed());
    var asked = exceptions.ask(maintainer, Desk.terms("tests_passed", "shop"));
    assertEquals(Exemption.State.ASKED, asked.state(Instant.now()));
    assertFalse(unproven().allowed(), "what is asked for changes nothing");

    exceptions.approve(owner, asked.id());
    var excepted = unproven();
    assertTrue(excepted.allowed(), excepted.result());
    assertTrue(
        excepted.result().contains("\"exception\":\"" + asked.id() + "\""), excepted.result());
    assertTrue(excepted.result().contains("\"outcome\":\"no_evidence\""), "it is not a pass");
    var facts = excepted.input().orElseThrow();
    assertTrue(facts.contains("\"id\":\"" + asked.id() + "\""), facts);
    assertTrue(facts.contains("\"approved_by\":\"" + owner.actor().id() + "\""), facts);
    assertTrue(facts.contains("\"asked_by\":\"" + maintainer.actor().id() + "\""), facts);
    assertTrue(facts.contains("\"days\":1,"), facts);
    assertTrue(facts.contains("\"owner\":\"" + maintainer.actor().id() + "\""), facts);

    exceptions.end(maintainer, asked.id());
    assertFalse(unproven().allowed());
    // What was decided by it is decided so again, because it was one of the facts.
    assertTrue(desk.feature.decisions().replay(desk.caller(Role.AUDITOR), excepted.id()).same());
    assertEquals(
        List.of("exception.ask", "exception.approve", "exception.end"),
        desk.entries(asked.id(), "b->>'action'"));
  }

  @Test
  void it_is_of_one_rule_one_service_and_one_environment() {
    approved(Desk.terms("tests_passed", "till"));
    assertFalse(unproven().allowed(), "another service");
    approved(Desk.terms("reviewed", "shop"));
    assertFalse(unproven().allowed(), "another rule");
    var terms = Desk.terms("tests_passed", "shop");
    approved(
        new ExemptionTerms(
            terms.rule(), "shop", Optional.of("staging"), terms.reason(), terms.expires()));
    assertFalse(unproven().allowed(), "another environment");
    approved(
        new ExemptionTerms(
            terms.rule(), "shop", Optional.of("production"), terms.reason(), terms.expires()));
    assertTrue(unproven().allowed());
  }

  @Test
  void it_ends_by_itself() {
    var one = approved(Desk.terms("tests_passed", "shop"));
    assertTrue(unproven().allowed());
    desk.sql(
        "update app.policy_exception set asked_at = now() - interval '2 days',"
            + " expires_at = date_trunc('second', now()) - interval '1 second'"
            + " where exception_id = ?",
        one.id());
    assertFalse(unproven().allowed());
    var over = exceptions.list(owner).getFirst();
    assertEquals(Exemption.State.EXPIRED, over.state(Instant.now()));
    assertThrows(Conflict.class, () -> exceptions.end(owner, one.id()));
  }

  @Test
  void nobody_approves_their_own_and_no_program_asks_or_approves() {
    var own = exceptions.ask(owner, Desk.terms("tests_passed", "shop"));
    assertThrows(Conflict.class, () -> exceptions.approve(owner, own.id()));
    var program =
        new Caller(
            desk.team, new Actor(Actor.Kind.SERVICE, UuidV7.next()), Role.ADMIN, UuidV7.next());
    assertThrows(Denied.class, () -> exceptions.approve(program, own.id()));
    assertThrows(Denied.class, () -> exceptions.ask(program, Desk.terms("tests_passed", "shop")));
    exceptions.approve(desk.caller(Role.OWNER), own.id());
    assertThrows(
        Conflict.class,
        () -> exceptions.approve(desk.caller(Role.OWNER), own.id()),
        "it is approved already");
    exceptions.end(owner, own.id());
    assertThrows(Conflict.class, () -> exceptions.end(owner, own.id()));
    assertThrows(Conflict.class, () -> exceptions.approve(desk.caller(Role.OWNER), own.id()));
  }

  @Test
  void what_can_not_be_is_refused() {
    var good = Desk.terms("tests_passed", "shop");
    refused("rule", Desk.terms("no_such_rule", "shop"));
    var past = Instant.now().minusSeconds(1).truncatedTo(ChronoUnit.SECONDS);
    refused("expires", new ExemptionTerms(good.rule(), "shop", Optional.empty(), "why", past));
    var late = good.expires().plus(Exemptions.LONGEST);
    refused("expires", new ExemptionTerms(good.rule(), "shop", Optional.empty(), "why", late));
    assertThrows(
        Conflict.class,
        () -> exceptions.ask(desk.caller(desk.other, Role.OWNER), good),
        "a team without a bundle");
    var facts = Desk.facts();
    facts.put("exceptions", List.of());
    assertThrows(Invalid.class, () -> decide(facts), "a request names none");
  }

  @Test
  void a_team_has_so_many_at_most() {
    desk.sql(
        "insert into app.policy_exception (tenant_id, exception_id, decision, rule, service,"
            + " reason, expires_at, asked_by) select ?, gen_random_uuid(), 'gate-1',"
            + " 'tests_passed', 'shop', 'why', now() + interval '1 day', gen_random_uuid() from"
            + " generate_series(1, 200)",
        desk.team.value());
    assertThrows(Conflict.class, () -> exceptions.ask(owner, Desk.terms("tests_passed", "shop")));
    exceptions.end(owner, exceptions.list(owner).getFirst().id());
    exceptions.ask(owner, Desk.terms("tests_passed", "shop"));
  }

  @Test
  void whoever_may_not_is_refused_and_another_team_finds_nothing() {
    var one = exceptions.ask(maintainer, Desk.terms("tests_passed", "shop"));
    var developer = desk.caller(Role.DEVELOPER);
    assertThrows(Denied.class, () -> exceptions.ask(developer, Desk.terms("tests_passed", "shop")));
    assertThrows(Denied.class, () -> exceptions.approve(maintainer, one.id()));
    assertThrows(Denied.class, () -> exceptions.end(developer, one.id()));
    assertEquals(1, exceptions.list(developer).size());
    var stranger = desk.caller(desk.other, Role.OWNER);
    assertEquals(List.of(), exceptions.list(stranger));
    assertThrows(NotFound.class, () -> exceptions.approve(stranger, one.id()));
    assertThrows(NotFound.class, () -> exceptions.end(stranger, one.id()));
  }

  @Test
  void the_database_holds_it_too() {
    var one = exceptions.ask(owner, Desk.terms("tests_passed", "shop"));
    refused("approved_by = asked_by, approved_at = now()", one.id());
    refused("approved_by = gen_random_uuid()", one.id());
    refused("expires_at = now() + interval '60 days'", one.id());
    refused("rule = 'reviewed'", one.id());
    exceptions.approve(desk.caller(Role.OWNER), one.id());
    refused("approved_by = gen_random_uuid()", one.id());
    exceptions.end(owner, one.id());
    refused("ended_by = null, ended_at = null", one.id());
    var over = exceptions.ask(owner, Desk.terms("tests_passed", "shop"));
    desk.sql(
        "update app.policy_exception set asked_at = now() - interval '2 days',"
            + " expires_at = now() - interval '1 second' where exception_id = ?",
        over.id());
    refused("approved_by = gen_random_uuid(), approved_at = now()", over.id());
    assertThrows(
        DbClientException.class,
        () ->
            desk.database.inTenant(
                desk.team,
                tx ->
                    tx.execute(
                        "delete from app.policy_exception where exception_id = ?", one.id())));
  }

  private static void refused(String change, UUID id) {
    assertThrows(
        DbClientException.class,
        () ->
            desk.database.inTenant(
                desk.team,
                tx ->
                    tx.execute(
                        "update app.policy_exception set " + change + " where exception_id = ?",
                        id)),
        change);
  }

  private void refused(String field, ExemptionTerms terms) {
    var refusal = assertThrows(Invalid.class, () -> exceptions.ask(owner, terms));
    assertEquals(field, refusal.problems().getFirst().field());
  }

  private Exemption approved(ExemptionTerms terms) {
    return exceptions.approve(owner, exceptions.ask(maintainer, terms).id());
  }

  /** A decision on a commit of the shop for which no test ran. */
  private static Decision unproven() {
    var facts = Desk.facts();
    facts.put("evidence", Map.of());
    return decide(facts);
  }

  private static Decision decide(Map<String, Object> facts) {
    return desk.feature.gates().decide(desk.caller(Role.DEVELOPER), "deploy", facts);
  }
}
