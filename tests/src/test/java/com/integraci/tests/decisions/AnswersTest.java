package com.integraci.tests.decisions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.bundles.BundleDraft;
import com.integraci.appliance.bundles.BundleDrafts.From;
import com.integraci.appliance.decisions.Answer;
import com.integraci.appliance.decisions.Answers;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.failure.Unavailable;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Role;
import com.integraci.bundles.policy.BundleRefused;
import com.integraci.tests.policy.Bundles;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What rules say to facts that somebody gives: the same as a gate, and nothing comes of it. */
@Tag("isolation")
final class AnswersTest extends LabTest {

  private static final String RULES = "rules/gate.rego";

  private static Answers answers;

  private final Caller developer = lab.caller(Role.DEVELOPER);

  @BeforeAll
  static void openAnswers() {
    answers = new Answers(lab.table.policy, lab.bundles.rules(), lab.bundles.candidates());
  }

  @Test
  void a_draft_says_what_a_gate_would_and_nothing_is_written_down() {
    var draft = begin(From.TWO);
    long entries = count("app.audit_entry");
    long decisions = count("app.decision");
    var allowed = ask(draft, Bundles.FACTS);
    assertTrue(allowed.allowed(), allowed.toString());
    assertEquals("gate-1", allowed.kind());
    assertEquals("rules", allowed.reason());
    assertEquals(List.of("pass", "pass"), outcomes(allowed));

    var denied = ask(draft, Bundles.FACTS.replace("\"failed\": 0", "\"failed\": 3"));
    assertFalse(denied.allowed());
    assertEquals(List.of("fail", "pass"), outcomes(denied));
    var said = denied.rules().getFirst();
    assertEquals("3 failed", said.found().detail());
    assertEquals("A test of this commit failed, or too few ran.", said.rule().message());
    assertTrue(said.rule().fix().startsWith("Mend what fails"), said.rule().fix());
    assertEquals(List.of("soc2:CC8.1"), said.rule().controls());
    var missing = ask(draft, Bundles.FACTS.replaceAll("\"evidence\".*", "\"evidence\": {}"));
    assertEquals(List.of("no_evidence", "pass"), outcomes(missing));

    assertEquals(entries, count("app.audit_entry"), "an answer has no entry");
    assertEquals(decisions, count("app.decision"), "an answer is no decision");
    assertEquals(draft, lab.bundles.drafts().read(developer, draft.id()));
  }

  @Test
  void a_draft_answers_as_it_is_now_whether_its_tests_hold_or_not() {
    var draft = begin(From.TWO);
    var facts = Bundles.FACTS.replace("\"failed\": 0", "\"failed\": 3");
    var before = ask(draft, facts);
    var weaker = draft.files().get(RULES).replace("failed == 0", "failed >= 0");
    lab.bundles.drafts().write(developer, draft.id(), 1, RULES, weaker);
    assertFalse(lab.bundles.drafts().attempt(developer, draft.id()).passed());
    var after = ask(draft, facts);
    assertTrue(after.allowed());
    assertFalse(before.bundle().digest().equals(after.bundle().digest()));
  }

  @Test
  void a_bundle_is_asked_in_any_state() {
    var first = publish("1.0.0", 1);
    var strict = publish("1.1.0", 20);
    assertTrue(answers.byBundle(developer, first.id(), () -> bytes(Bundles.FACTS)).allowed());
    var denied = answers.byBundle(developer, strict.id(), () -> bytes(Bundles.FACTS));
    assertEquals(strict.digest(), denied.bundle().digest());
    assertEquals(List.of("fail", "pass"), outcomes(denied));
    lab.activate(first);
    assertTrue(answers.byBundle(developer, first.id(), () -> bytes(Bundles.FACTS)).allowed());
    assertFalse(answers.byBundle(developer, strict.id(), () -> bytes(Bundles.FACTS)).allowed());
  }

  @Test
  void the_facts_of_a_decision_get_the_answer_that_it_was() {
    var bundle = lab.activate(publish("1.0.0", 20));
    var made = lab.deciding.gates().decide(developer, "deploy", Desk.facts());
    var input = made.input().orElseThrow();
    var again = answers.byBundle(developer, bundle.id(), () -> bytes(input));
    assertEquals(made.allowed(), again.allowed());
    assertEquals(made.bundle().orElseThrow().digest(), again.bundle().digest());
  }

  @Test
  void an_exception_among_the_facts_counts_as_it_does_at_a_gate() {
    var draft = begin(From.TWO);
    var id = "01900000-0000-7000-8000-000000000009";
    var excepted =
        Bundles.FACTS
            .replace("\"failed\": 0", "\"failed\": 3")
            .replace(
                "\"gate\": \"deploy\"",
                """
                "gate": "deploy", "exceptions": [
                  {"id": "%s", "rule": "tests_passed", "expires": "2026-12-02T00:00:00Z"}]\
                """
                    .formatted(id));
    var answer = ask(draft, excepted);
    assertTrue(answer.allowed());
    assertEquals(id, answer.rules().getFirst().found().exception());
  }

  @Test
  void rules_for_actions_are_asked_about_actions() {
    var draft = begin(From.ACTION);
    assertThrows(Invalid.class, () -> ask(draft, Bundles.FACTS));
    var facts =
        """
        {"time": "2026-12-01T10:00:00Z", "action": "secret.put", "role": "developer",
         "actor": {"kind": "member", "id": "01900000-0000-7000-8000-000000000001"},
         "resource": {"type": "secret", "id": "01900000-0000-7000-8000-000000000002"}}
        """;
    assertEquals("action-1", ask(draft, facts).kind());
  }

  @Test
  void everything_that_is_wrong_with_facts_is_told_at_its_place() {
    var draft = begin(From.TWO);
    var facts =
        Bundles.FACTS
            .replace("\"u-2\", \"approves\": true", "2")
            .replace("\"passed\": 12", "\"passed\": -1");
    var refused = assertThrows(Invalid.class, () -> ask(draft, facts));
    assertEquals(
        List.of("facts:7", "facts:8", "facts:13"),
        refused.problems().stream().map(Invalid.Problem::field).toList());
    assertTrue(
        refused.problems().getLast().message().startsWith("/evidence/tests/passed: "),
        refused.problems().toString());
    var cut = assertThrows(Invalid.class, () -> ask(draft, "{\n\"time\": "));
    assertEquals("facts:2", cut.problems().getFirst().field());
    for (String none : List.of("", "[]", "null", Bundles.FACTS + "{}", "{\"time\": 1e999}")) {
      assertThrows(Invalid.class, () -> ask(draft, none), none);
    }
    var large = " ".repeat(1 << 20) + Bundles.FACTS;
    var message = assertThrows(Invalid.class, () -> ask(draft, large)).problems().getFirst();
    assertEquals("The facts have more than 1 MiB.", message.message());
  }

  @Test
  void what_keeps_a_draft_from_an_answer_is_told_at_its_line() {
    var draft = begin(From.TWO);
    var broken = draft.files().get(RULES).replace("data.tests.least", "http.send({}).x");
    lab.bundles.drafts().write(developer, draft.id(), 1, RULES, broken);
    var refused = assertThrows(BundleRefused.class, () -> ask(draft, Bundles.FACTS));
    assertEquals(RULES, refused.problems().getFirst().file());
    assertEquals(5, refused.problems().getFirst().line());
    lab.bundles.drafts().write(developer, draft.id(), 2, "manifest.json", "{\n\"format\": 2}");
    refused = assertThrows(BundleRefused.class, () -> ask(draft, Bundles.FACTS));
    assertTrue(
        refused.problems().stream()
            .anyMatch(one -> one.file().equals("manifest.json") && one.line() == 2),
        refused.getMessage());
  }

  @Test
  void rules_that_come_to_no_end_say_no_and_why() {
    var draft = begin(From.TWO);
    var loop =
        """
        package bundle

        xs := numbers.range(1, 3000)

        pass contains "tests_passed" if count([1 | some a in xs; some b in xs; a * b == 7]) > 1000
        """;
    lab.bundles.drafts().write(developer, draft.id(), 1, RULES, loop);
    var answer = ask(draft, Bundles.FACTS);
    assertFalse(answer.allowed());
    assertEquals("limit", answer.reason());
    assertEquals(Optional.of("The rules took longer than 50 ms."), answer.message());
    assertEquals(List.of(), answer.rules());

    var memory = "package bundle\n\nmissing contains id if some id in numbers.range(1, 900000)\n";
    lab.bundles.drafts().write(developer, draft.id(), 2, RULES, memory);
    assertEquals("limit", ask(draft, Bundles.FACTS).reason());
    assertTrue(ask(begin("acme-other"), Bundles.FACTS).allowed(), "others go on");
  }

  @Test
  void whoever_may_not_is_refused_before_facts_are_read() {
    var draft = begin(From.TWO);
    var bundle = publish("1.0.0", 1);
    for (Role role : List.of(Role.AUDITOR, Role.VIEWER)) {
      var caller = lab.caller(role);
      assertThrows(Denied.class, () -> answers.byDraft(caller, draft.id(), AnswersTest::unread));
      assertThrows(Denied.class, () -> answers.byBundle(caller, bundle.id(), AnswersTest::unread));
    }
    var stranger = lab.desk.caller(lab.desk.other, Role.OWNER);
    assertThrows(NotFound.class, () -> answers.byDraft(stranger, draft.id(), AnswersTest::unread));
    assertThrows(
        NotFound.class, () -> answers.byBundle(stranger, bundle.id(), AnswersTest::unread));
    var none = UUID.fromString("01900000-0000-7000-8000-000000000001");
    assertThrows(NotFound.class, () -> answers.byDraft(developer, none, AnswersTest::unread));
    assertThrows(NotFound.class, () -> answers.byBundle(developer, none, AnswersTest::unread));
  }

  @Test
  void while_a_bundle_is_tested_no_draft_is_compiled_and_what_was_published_answers() {
    var draft = begin(From.TWO);
    var first = publish("1.0.0", 1);
    lab.table.limitedByTests(
        () -> {
          assertTrue(answers.byBundle(developer, first.id(), () -> bytes(Bundles.FACTS)).allowed());
          assertTrue(ask(draft, Bundles.FACTS).allowed());
        });
    assertTrue(ask(draft, Bundles.FACTS).allowed());
  }

  @Test
  void the_rules_of_a_draft_are_kept_for_one_answer() {
    var watched = new WatchedCandidates(lab.bundles.candidates());
    var asked = new Answers(lab.table.policy, lab.bundles.rules(), watched);
    var draft = begin(From.TWO);
    assertTrue(asked.byDraft(developer, draft.id(), () -> bytes(Bundles.FACTS)).allowed());
    assertEquals(1, watched.compiled().get());
    assertEquals(0, watched.open().get());
  }

  @Test
  void without_a_compiler_there_is_no_answer() {
    var draft = begin(From.TWO);
    try (var without = lab.table.feature(Optional.empty())) {
      var asked = new Answers(lab.table.policy, without.rules(), without.candidates());
      assertThrows(
          Unavailable.class,
          () -> asked.byDraft(developer, draft.id(), () -> bytes(Bundles.FACTS)));
    }
  }

  private static byte[] unread() {
    throw new AssertionError("facts are read of whoever may not ask");
  }

  private static byte[] bytes(String facts) {
    return facts.getBytes(UTF_8);
  }

  private BundleDraft begin(From from) {
    return lab.bundles.drafts().begin(developer, "acme-gate", from);
  }

  private BundleDraft begin(String name) {
    return lab.bundles.drafts().begin(developer, name, From.TWO);
  }

  private Answer ask(BundleDraft draft, String facts) {
    return answers.byDraft(developer, draft.id(), () -> bytes(facts));
  }

  private static List<String> outcomes(Answer answer) {
    return answer.rules().stream().map(said -> said.found().outcome()).toList();
  }

  private static long count(String table) {
    return Long.parseLong(lab.desk.texts("select count(*)::text from " + table).getFirst());
  }
}
