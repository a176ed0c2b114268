package com.integraci.tests.decisions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.database.UuidV7;
import com.integraci.appliance.decisions.Decision;
import com.integraci.appliance.decisions.DecisionFilter;
import com.integraci.appliance.decisions.Decisions;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.policy.Role;
import com.integraci.tests.policy.Bundles;
import io.helidon.dbclient.DbClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decisions at gates: how they come out, that none is told before it is kept, and what stays. */
@Tag("isolation")
final class DecisionsTest {

  private static Desk desk;

  @TempDir private static Path folder;

  @BeforeAll
  static void open() {
    desk = new Desk();
  }

  @AfterAll
  static void close() {
    desk.close();
  }

  @BeforeEach
  void rules() {
    desk.forget();
    desk.activate(fresh());
  }

  @Test
  void a_commit_with_all_evidence_passes_and_the_decision_is_kept() {
    var made = decide(Desk.facts());
    assertTrue(made.allowed(), made.result());
    var kept = desk.feature.decisions().read(desk.caller(Role.AUDITOR), made.id());
    assertEquals(made.result(), kept.result());
    assertEquals(made.input(), kept.input());
    assertEquals(made.hashes().input(), kept.hashes().input());
    assertEquals(made.bundle(), kept.bundle());
    assertEquals("deploy", kept.subject().gate());
    assertEquals("shop", kept.subject().service());
    assertEquals(made.at(), kept.at());
    assertTrue(kept.input().orElseThrow().contains("\"time\":\"" + second(made) + "\""));
    // One entry for the commit, whose hash is over the decision's line.
    assertEquals(
        List.of("1 0"),
        desk.texts(
            "select body->'facts'->>'allowed' || ' ' || (body->'facts'->>'denied') from ("
                + entries(kept)
                + ") as e"));
  }

  @Test
  void without_evidence_it_is_a_no_that_says_what_to_do() {
    var facts = Desk.facts();
    facts.put("evidence", Map.of());
    var made = decide(facts);
    assertFalse(made.allowed());
    assertEquals("rules", made.reason());
    assertTrue(made.result().contains("\"outcome\":\"no_evidence\",\"rule\":\"tests_passed\""));
    assertTrue(made.result().contains("\"fix\":"), made.result());
  }

  @Test
  void without_a_bundle_nothing_passes() {
    desk.forget();
    var made = decide(Desk.facts());
    assertFalse(made.allowed());
    assertEquals("no_bundle", made.reason());
    assertEquals(Optional.empty(), made.bundle());
    assertEquals("no_bundle", kept(made).reason());
    assertThrows(Conflict.class, () -> replay(made));
  }

  @Test
  void rules_that_come_to_no_end_are_a_no_for_that_reason() {
    var loop =
        """
        package bundle

        xs := numbers.range(1, 3000)

        pass contains "tests_passed" if count([1 | some a in xs; some b in xs; a * b == 7]) > 1000
        """;
    desk.activate(fresh().with("rules/gate.rego", loop));
    var made = decide(Desk.facts());
    assertFalse(made.allowed());
    assertEquals("limit", kept(made).reason());
  }

  @Test
  void rules_that_say_too_much_are_a_no_for_that_reason() {
    var bundle = fresh();
    var rules = new ArrayList<String>();
    for (int i = 0; i < 100; i++) {
      var words = "'title': 'a', 'severity': 'low', 'message': 'b', 'fix': 'c'";
      rules.add(("{'id': 'rule_" + i + "', " + words + "}").replace('\'', '"'));
    }
    bundle.with("manifest.json", document(rules.subList(0, 1)));
    bundle.with("rules/gate.rego", "package bundle\n\ndetail[\"rule_0\"] := data.text\n");
    bundle.with("data.json", text(5000));
    desk.activate(bundle);
    var clipped = decide(Desk.facts());
    assertEquals("rules", clipped.reason());
    assertTrue(clipped.result().length() < 2000, "what one rule says is cut off");

    bundle.with("manifest.json", document(rules));
    var talks = "detail[$\"rule_{i}\"] := data.text if some i in numbers.range(0, 99)\n";
    bundle.with("rules/gate.rego", "package bundle\n\n" + talks);
    bundle.with("data.json", text(1000));
    desk.activate(bundle);
    var made = decide(Desk.facts());
    assertFalse(made.allowed());
    assertEquals("limit", kept(made).reason());
    assertTrue(made.result().contains("more than 64 thousand characters"), made.result());
  }

  private static String text(int length) {
    return "{\"text\": \"" + "x".repeat(length) + "\"}";
  }

  @Test
  void facts_that_break_the_schema_are_refused_with_every_place_and_nothing_is_kept() {
    var before = count();
    var facts = Desk.facts();
    facts.put("service", "Shop!");
    facts.put("commit", "abc");
    facts.put("mood", "good");
    var refused = assertThrows(Invalid.class, () -> decide(facts));
    var said = refused.problems().toString();
    assertTrue(said.contains("/service") && said.contains("/commit"), said);
    assertTrue(said.contains("mood"), said);
    for (String own : List.of("time", "gate")) {
      var more = Desk.facts();
      more.put(own, "deploy");
      assertThrows(Invalid.class, () -> decide(more));
    }
    assertEquals(before, count());
  }

  @Test
  void who_may_not_ask_is_refused_and_another_team_finds_nothing() {
    var gates = desk.feature.gates();
    for (Role role : List.of(Role.VIEWER, Role.AUDITOR)) {
      assertThrows(Denied.class, () -> gates.decide(desk.caller(role), "deploy", Desk.facts()));
    }
    var made = decide(Desk.facts());
    var stranger = desk.caller(desk.other, Role.OWNER);
    var decisions = desk.feature.decisions();
    assertThrows(NotFound.class, () -> decisions.read(stranger, made.id()));
    assertThrows(NotFound.class, () -> decisions.replay(stranger, made.id()));
    assertThrows(NotFound.class, () -> decisions.erase(stranger, made.id()));
    assertEquals(
        List.of(), decisions.list(stranger, DecisionFilter.ALL, Decisions.START, 10).decisions());
    assertThrows(Denied.class, () -> decisions.erase(desk.caller(Role.ADMIN), made.id()));
    assertThrows(Denied.class, () -> decisions.read(desk.caller(Role.VIEWER), made.id()));
  }

  @Test
  void made_again_it_is_the_same_and_one_that_was_changed_is_told() {
    var facts = Desk.facts();
    facts.put("evidence", Map.of("tests", Map.of("passed", 3, "failed", 1, "skipped", 0)));
    var made = decide(facts);
    // Other rules are active by now; those of then decide.
    desk.activate(fresh().replacing("rules/gate.rego", "failed == 0", "failed < 9"));
    assertTrue(replay(made).same());
    desk.sql("alter table app.decision disable trigger all");
    desk.sql("update app.decision set allowed = true where decision_id = ?", made.id());
    assertFalse(replay(made).same());
  }

  @Test
  void what_was_decided_on_can_be_erased_and_nothing_else_can_be_changed() {
    var made = decide(Desk.facts());
    for (String change :
        List.of(
            "allowed = false", "result = '{}'", "input_hash = decode(repeat('00', 32), 'hex')")) {
      assertThrows(
          DbClientException.class,
          () -> application("update app.decision set " + change + " where decision_id = ?", made));
    }
    assertThrows(
        DbClientException.class,
        () -> application("update app.decision set input = '{}' where decision_id = ?", made));
    assertThrows(
        DbClientException.class,
        () -> application("delete from app.decision where decision_id = ?", made));
    var decisions = desk.feature.decisions();
    decisions.erase(desk.caller(Role.OWNER), made.id());
    decisions.erase(desk.caller(Role.OWNER), made.id());
    var kept = kept(made);
    assertEquals(Optional.empty(), kept.input());
    assertEquals(made.hashes().input(), kept.hashes().input());
    assertTrue(kept.allowed());
    assertThrows(Conflict.class, () -> replay(made));
  }

  @Test
  void those_who_ask_together_share_commits_and_each_is_kept_once()
      throws InterruptedException, ExecutionException {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Decision> ask = () -> decide(Desk.facts());
      var made = new HashSet<String>();
      for (Future<Decision> one :
          threads.invokeAll(IntStream.range(0, 200).mapToObj(_ -> ask).toList())) {
        made.add(one.get().id().toString());
      }
      var ids = String.join("','", made);
      var rows = " from app.decision where decision_id in ('" + ids + "')";
      assertEquals(200, made.size());
      assertEquals(List.of("200"), desk.texts("select count(*)" + rows));
      long batches =
          Long.parseLong(desk.texts("select count(distinct batch_id)" + rows).getFirst());
      assertTrue(batches < 100, batches + " commits");
      assertEquals(
          List.of(Long.toString(batches)),
          desk.texts(
              "select count(*) from (" + entries("select batch_id::text" + rows) + ") as e"));
    }
  }

  @Test
  void the_list_comes_in_pages_by_service_gate_and_result() {
    var facts = Desk.facts();
    facts.put("service", "page-" + UuidV7.next().toString().substring(24));
    var first = decide(facts);
    var second = decide(facts);
    var denied = new HashMap<>(facts);
    denied.put("evidence", Map.of());
    var third = decide(denied);
    var service = first.subject().service();
    assertEquals(
        List.of(third, second, first),
        ids(new DecisionFilter(service, "", Optional.empty()), first, second, third));
    assertEquals(
        List.of(third),
        ids(new DecisionFilter(service, "deploy", Optional.of(false)), first, second, third));
    assertEquals(
        List.of(),
        ids(new DecisionFilter(service, "build", Optional.empty()), first, second, third));
    var decisions = desk.feature.decisions();
    var filter = new DecisionFilter(service, "", Optional.empty());
    var page = decisions.list(desk.caller(Role.VIEWER), filter, Decisions.START, 2);
    assertEquals(Optional.of(second.id()), page.next());
    var rest = decisions.list(desk.caller(Role.VIEWER), filter, second.id(), 2);
    assertEquals(List.of(first.id()), rest.decisions().stream().map(Decision::id).toList());
    assertEquals(Optional.empty(), rest.next());
  }

  private static List<Decision> ids(DecisionFilter filter, Decision... known) {
    return desk
        .feature
        .decisions()
        .list(desk.caller(Role.VIEWER), filter, Decisions.START, 10)
        .decisions()
        .stream()
        .map(
            found ->
                List.of(known).stream()
                    .filter(one -> one.id().equals(found.id()))
                    .findFirst()
                    .orElseThrow())
        .toList();
  }

  private static Bundles fresh() {
    try {
      return Bundles.in(Files.createTempDirectory(folder, "rules"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Decision decide(Map<String, Object> facts) {
    return desk.feature.gates().decide(desk.caller(Role.DEVELOPER), "deploy", facts);
  }

  private static Decision kept(Decision made) {
    return desk.feature.decisions().read(desk.caller(Role.OWNER), made.id());
  }

  private static Decisions.Again replay(Decision made) {
    return desk.feature.decisions().replay(desk.caller(Role.AUDITOR), made.id());
  }

  private static String second(Decision made) {
    return made.at().toString().replaceFirst("\\.[0-9]+", "");
  }

  /** A manifest with these rules. */
  private static String document(List<String> rules) {
    return """
    {"format": 1, "name": "talks", "version": "1.0.0", "engine": "rego-1",
      "decision": "gate-1", "effective": "2026-12-01", "rules": [%s]}
    """
        .formatted(String.join(",", rules));
  }

  private static String count() {
    return desk.texts("select count(*) from app.decision").getFirst();
  }

  private static String entries(Decision kept) {
    return entries("select '" + kept.batch().orElseThrow().id() + "'");
  }

  /** The entries of commits. */
  private static String entries(String batches) {
    return "select convert_from(body, 'UTF8')::jsonb as body from app.audit_entry"
        + " where convert_from(body, 'UTF8')::jsonb->'resource'->>'id' in ("
        + batches
        + ")";
  }

  private static void application(String statement, Decision made) {
    desk.database.inTenant(desk.team, tx -> tx.execute(statement, made.id()));
  }
}
