package com.integraci.tests.decisions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.bundles.BundleDraft;
import com.integraci.appliance.bundles.BundleDrafts;
import com.integraci.appliance.failure.Conflict;
import com.integraci.appliance.failure.Denied;
import com.integraci.appliance.failure.Invalid;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.failure.Unavailable;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Role;
import com.integraci.bundles.policy.PolicyBundle;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles that are being written: kept as they are, and told at which line something is wrong. */
@Tag("isolation")
final class DraftsTest {

  private static final String RULES = "rules/gate.rego";

  private static BundleDesk table;
  private static Desk desk;
  private static BundleDrafts drafts;

  @TempDir private static Path left;
  private final Caller developer = desk.caller(Role.DEVELOPER);
  private final Caller owner = desk.caller(Role.OWNER);

  @BeforeAll
  static void open() {
    table = new BundleDesk(left);
    desk = table.desk;
    drafts = table.feature.drafts();
  }

  @AfterAll
  static void close() {
    table.close();
  }

  @BeforeEach
  void none() {
    desk.sql("delete from app.policy_draft");
  }

  @Test
  void one_begins_as_a_bundle_that_could_be_published() {
    for (BundleDrafts.From from : BundleDrafts.From.values()) {
      var name = "acme-" + from.name().toLowerCase(java.util.Locale.ROOT);
      var begun = drafts.begin(developer, name, from);
      var trial = drafts.attempt(developer, begun.id());
      assertTrue(trial.passed(), trial.problems().toString());
      assertTrue(trial.report().orElseThrow().tests().size() >= 8);
      assertEquals(name, PolicyBundle.of(begun.files()).manifest().name());
    }
    assertEquals(
        List.of("acme-action", "acme-actions", "acme-gate", "acme-two"),
        drafts.list(developer).stream().map(BundleDraft::name).toList());
  }

  @Test
  void what_is_wrong_is_told_at_its_line() {
    var begun = begin();
    var broken = begun.files().get(RULES).replace(">= data.tests.least", ">= http.send({}).x");
    var second = drafts.write(owner, begun.id(), 1, RULES, broken);
    var problem = drafts.attempt(developer, begun.id()).problems().getFirst();
    assertEquals(RULES, problem.file());
    assertEquals(5, problem.line());
    assertTrue(problem.message().contains("http.send"), problem.message());

    // It compiles, and a test does not hold.
    var weaker = begun.files().get(RULES).replace("failed == 0", "failed == 1");
    drafts.write(owner, begun.id(), second.version(), RULES, weaker);
    var trial = drafts.attempt(developer, begun.id());
    assertFalse(trial.passed());
    assertTrue(trial.report().isPresent());
    assertTrue(
        trial.problems().stream()
            .anyMatch(
                one ->
                    one.file().equals("tests/gate_test.rego")
                        && one.line() > 0
                        && one.message().contains("does not hold")),
        trial.problems().toString());

    drafts.write(owner, begun.id(), 3, "manifest.json", "{}");
    var manifest = drafts.attempt(developer, begun.id());
    assertEquals("manifest.json", manifest.problems().getFirst().file());
    assertEquals(Optional.empty(), manifest.report());
  }

  @Test
  void what_could_not_be_compiled_could_not_be_published() {
    var begun = begin();
    var data = "{\"tests\": {\"least\": 1}, \"room\": [" + "1,".repeat(400_000) + "1]}";
    drafts.write(owner, begun.id(), 1, "data.json", data);
    var trial = drafts.attempt(developer, begun.id());
    assertFalse(trial.passed());
    assertEquals("data.json", trial.problems().getFirst().file());
  }

  @Test
  void nobody_writes_over_what_they_have_not_seen() {
    var begun = begin();
    drafts.write(owner, begun.id(), 1, RULES, "package bundle\n");
    assertThrows(
        Conflict.class, () -> drafts.write(developer, begun.id(), 1, RULES, "package other\n"));
    assertThrows(Conflict.class, () -> drafts.remove(developer, begun.id(), 1, RULES));
    var kept = drafts.read(developer, begun.id());
    assertEquals("package bundle\n", kept.files().get(RULES));
    assertEquals(2, kept.version());
    var without = drafts.remove(developer, begun.id(), 2, RULES);
    assertFalse(without.files().containsKey(RULES));
    assertThrows(NotFound.class, () -> drafts.remove(developer, begun.id(), 3, RULES));
    drafts.delete(owner, begun.id());
    assertThrows(NotFound.class, () -> drafts.read(owner, begun.id()));
    assertThrows(NotFound.class, () -> drafts.attempt(owner, begun.id()));
    assertEquals(
        List.of("written", "written", "written", "deleted"),
        desk.entries(begun.id(), "b->'facts'->>'change'"));
  }

  @Test
  void what_can_not_be_is_refused_and_nothing_is_lost() {
    var begun = begin();
    assertThrows(Invalid.class, () -> drafts.begin(owner, "Acme", BundleDrafts.From.TWO));
    assertThrows(Conflict.class, () -> drafts.begin(owner, "acme-gate", BundleDrafts.From.TWO));
    for (String path : List.of("../passwd", "/rules", "rules//x", "a b", "x".repeat(201), "")) {
      assertThrows(Invalid.class, () -> drafts.write(owner, begun.id(), 1, path, ""), path);
    }
    var half = "package bundle # \ud800\n";
    assertThrows(Invalid.class, () -> drafts.write(owner, begun.id(), 1, RULES, half));
    var large = "x".repeat(BundleDrafts.BYTES_MAX);
    assertThrows(Invalid.class, () -> drafts.write(owner, begun.id(), 1, RULES, large));
    var many = new TreeMap<String, String>();
    for (int i = 0; i <= 100; i++) {
      many.put("rules/r" + i + ".rego", "");
    }
    assertThrows(Invalid.class, () -> drafts.write(owner, begun.id(), 1, many));
    assertEquals(begun.files(), drafts.read(owner, begun.id()).files());
    for (int i = 1; i < BundleDrafts.MAX; i++) {
      drafts.begin(owner, "acme-" + i, BundleDrafts.From.TWO);
    }
    assertThrows(Conflict.class, () -> drafts.begin(owner, "acme-more", BundleDrafts.From.TWO));
  }

  @Test
  void whoever_may_not_is_refused_and_another_team_finds_nothing() {
    var begun = begin();
    var auditor = desk.caller(Role.AUDITOR);
    assertEquals(begun.files(), drafts.read(auditor, begun.id()).files());
    assertThrows(Denied.class, () -> drafts.write(auditor, begun.id(), 1, Map.of()));
    assertThrows(Denied.class, () -> drafts.attempt(auditor, begun.id()));
    assertThrows(Denied.class, () -> drafts.delete(auditor, begun.id()));
    assertThrows(Denied.class, () -> drafts.begin(auditor, "theirs", BundleDrafts.From.TWO));
    var stranger = desk.caller(desk.other, Role.OWNER);
    assertEquals(List.of(), drafts.list(stranger));
    assertThrows(NotFound.class, () -> drafts.read(stranger, begun.id()));
    assertThrows(NotFound.class, () -> drafts.write(stranger, begun.id(), 1, Map.of()));
    assertThrows(NotFound.class, () -> drafts.delete(stranger, begun.id()));
    drafts.begin(stranger, "acme-gate", BundleDrafts.From.TWO);
  }

  @Test
  void without_a_compiler_one_is_written_and_not_tested() {
    try (var without = table.feature(Optional.empty())) {
      var begun = without.drafts().begin(owner, "untested", BundleDrafts.From.TWO);
      assertThrows(Unavailable.class, () -> without.drafts().attempt(owner, begun.id()));
    }
  }

  private BundleDraft begin() {
    return drafts.begin(developer, "acme-gate", BundleDrafts.From.TWO);
  }
}
