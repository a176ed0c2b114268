package com.integraci.tests.decisions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.database.TenantId;
import com.integraci.appliance.decisions.Decision;
import com.integraci.appliance.decisions.DecisionFilter;
import com.integraci.appliance.decisions.DecisionSummary;
import com.integraci.appliance.decisions.DecisionSummary.Hits;
import com.integraci.appliance.decisions.DecisionSummary.Step;
import com.integraci.appliance.decisions.Decisions;
import com.integraci.appliance.decisions.DeniedBy;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Role;
import com.integraci.bundles.policy.DecisionKind;
import com.integraci.tests.policy.Bundles;
import io.helidon.dbclient.DbClientException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is counted of decisions, and which rules made them a no. */
@Tag("isolation")
final class DecisionSummaryTest {

  private static final Desk DESK = new Desk();
  private static final List<String> RULES = List.of("reviewed", "tests_passed");

  @TempDir private Path folder;

  private Decisions decisions;
  private Caller viewer;

  @AfterAll
  static void close() {
    DESK.close();
  }

  @BeforeEach
  void nothing() {
    DESK.sql("truncate app.decision, app.decision_denial");
    DESK.forget();
    DESK.activate(Bundles.in(folder));
    decisions = DESK.feature.decisions();
    viewer = DESK.caller(Role.VIEWER);
  }

  @Test
  void decisions_are_counted_in_their_step_and_denials_by_rule() {
    decide(Desk.facts());
    var one = decide(but("evidence", Map.of()));
    var both = decide(but("evidence", Map.of(), "change", Map.of("author", "u-1")));
    var digest = one.bundle().orElseThrow().digest();
    var summary = decisions.summary(viewer, asked(digest, Step.HOUR, RULES));
    assertEquals(24, summary.counts().size());
    assertEquals(1, summary.allowed());
    assertEquals(2, summary.denied());
    // Midnight may have passed in the meantime, but not two hours.
    var last = summary.counts().subList(22, 24);
    assertEquals(3, last.stream().mapToLong(count -> count.allowed() + count.denied()).sum());
    assertEquals(List.of(new Hits("reviewed", 1), new Hits("tests_passed", 2)), summary.hits());
    assertEquals(Optional.empty(), summary.cut());
    var month = decisions.summary(viewer, asked("", Step.DAY, List.of()));
    assertEquals(30, month.counts().size());
    assertEquals(3, month.allowed() + month.denied());
    assertTrue(month.from().isBefore(Instant.now().minus(Step.DAY.length().multipliedBy(28))));
    var other = decisions.summary(viewer, asked("00".repeat(32), Step.DAY, RULES));
    assertEquals(0, other.allowed() + other.denied());
    assertEquals(List.of(new Hits("reviewed", 0), new Hits("tests_passed", 0)), other.hits());
    assertEquals(List.of(both.id(), one.id()), ids("tests_passed", digest, 10));
    assertEquals(List.of(both.id()), ids("reviewed", "", 10));
    assertEquals(List.of(), ids("reviewed", "00".repeat(32), 10));
    assertEquals(List.of(), ids("no_such_rule", "", 10));
  }

  @Test
  void what_a_rule_denied_comes_in_pages_by_service_and_gate() {
    var first = decide(but("evidence", Map.of()));
    var second = decide(but("evidence", Map.of()));
    var page = decisions.denied(viewer, by("tests_passed", filter("")), Decisions.START, 1);
    assertEquals(Optional.of(second.id()), page.next());
    var rest = decisions.denied(viewer, by("tests_passed", filter("")), second.id(), 1);
    assertEquals(List.of(first.id()), rest.decisions().stream().map(Decision::id).toList());
    assertEquals(Optional.empty(), rest.next());
    var none = decisions.denied(viewer, by("tests_passed", filter("till")), Decisions.START, 9);
    assertEquals(List.of(), none.decisions());
    var allowed = new DecisionFilter("", "", Optional.of(true));
    var yes = decisions.denied(viewer, by("tests_passed", allowed), Decisions.START, 9);
    assertEquals(List.of(), yes.decisions());
  }

  @Test
  void rules_that_come_to_no_end_and_none_at_all_are_a_no_of_no_rule() {
    DESK.forget();
    assertEquals("no_bundle", decide(Desk.facts()).reason());
    var summary = decisions.summary(viewer, asked("", Step.DAY, RULES));
    assertEquals(1, summary.denied());
    assertEquals(List.of("0"), DESK.texts("select count(*) from app.decision_denial"));
  }

  @Test
  void another_team_is_told_nothing_and_who_may_not_is_refused() {
    var denied = decide(but("evidence", Map.of()));
    var digest = denied.bundle().orElseThrow().digest();
    var stranger = DESK.caller(DESK.other, Role.OWNER);
    var summary = decisions.summary(stranger, asked("", Step.DAY, List.of()));
    assertEquals(0, summary.denied());
    var hits = decisions.summary(stranger, asked(digest, Step.DAY, RULES)).hits();
    assertEquals(0, hits.stream().mapToLong(Hits::denied).sum());
    var by = by("tests_passed", DecisionFilter.ALL);
    assertEquals(List.of(), decisions.denied(stranger, by, Decisions.START, 9).decisions());
    var operator = DESK.caller(TenantId.APPLIANCE, Role.OPERATOR);
    assertThrows(Denied.class, () -> decisions.summary(operator, asked("", Step.DAY, List.of())));
    assertThrows(Denied.class, () -> decisions.denied(operator, by, Decisions.START, 9));
  }

  @Test
  void which_rule_denied_is_never_changed() {
    decide(but("evidence", Map.of()));
    for (String change :
        List.of(
            "update app.decision_denial set rule = 'reviewed'",
            "delete from app.decision_denial")) {
      assertThrows(
          DbClientException.class,
          () -> DESK.database.inTenant(DESK.team, tx -> tx.execute(change)));
    }
  }

  @Test
  void of_very_many_the_newest_are_counted_and_that_is_said() {
    DESK.sql(
        """
        insert into app.decision (tenant_id, decision_id, kind, gate, service, environment,
                                  commit_id, allowed, reason, bundle_name, bundle_version,
                                  bundle_digest, input, input_hash, result_hash, result,
                                  latency_micros, actor_kind, actor_id, request_id, batch_id,
                                  batch_place, decided_at)
        select ?, overlay(overlay(gen_random_uuid()::text placing lpad(to_hex(ms >> 16), 8, '0')
                 from 1) placing lpad(to_hex(ms & 65535), 4, '0') from 10)::uuid, 'gate-1',
               'deploy', 'shop', 'production', repeat('0', 40), false, 'no_bundle', null, null,
               null, null, sha256(''), sha256('{}'), '{}',
               30, 'member', ?, ?, ?, n, to_timestamp(ms / 1000.0)
        from generate_series(1, ?) n,
             lateral (select (extract(epoch from now()) * 1000)::bigint - 60000 + n / 2 as ms) m
        """,
        DESK.team.value(),
        DESK.team.value(),
        DESK.team.value(),
        DESK.team.value(),
        DecisionSummary.DECISIONS_MAX + 7);
    var summary = decisions.summary(viewer, asked("", Step.DAY, List.of()));
    assertEquals(DecisionSummary.DECISIONS_MAX, summary.denied());
    assertTrue(summary.cut().orElseThrow().isAfter(summary.from()));
  }

  private static DecisionSummary.Asked asked(String digest, Step step, List<String> rules) {
    return new DecisionSummary.Asked(DecisionKind.GATE_1, digest, step, rules);
  }

  private static DecisionFilter filter(String service) {
    return new DecisionFilter(service, "deploy", Optional.empty());
  }

  private static DeniedBy by(String rule, DecisionFilter filter) {
    return new DeniedBy(rule, "", filter);
  }

  private List<Object> ids(String rule, String bundle, int limit) {
    var by = new DeniedBy(rule, bundle, DecisionFilter.ALL);
    return decisions.denied(viewer, by, Decisions.START, limit).decisions().stream()
        .map(found -> (Object) found.id())
        .toList();
  }

  private static Map<String, Object> but(String name, Object value) {
    var facts = Desk.facts();
    facts.put(name, value);
    return facts;
  }

  private static Map<String, Object> but(
      String name, Object value, String other, Object otherValue) {
    var facts = but(name, value);
    facts.put(other, otherValue);
    return facts;
  }

  private static Decision decide(Map<String, Object> facts) {
    return DESK.feature.gates().decide(DESK.caller(Role.DEVELOPER), "deploy", facts);
  }
}
