package com.integraci.tests.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code integraci policy} as its user meets it: what it prints, and how it ends. */
@Tag("isolation")
class PolicyCommandTest {

  private static final int DONE = 0;
  private static final int USAGE = 2;
  private static final int REFUSED = 41;
  private static final int DENIED = 42;

  @TempDir private Path folder;
  private Bundles bundle;

  @BeforeEach
  void write() {
    bundle = Bundles.in(folder);
  }

  @Test
  void a_new_bundle_is_whole() {
    var made = run("new", folder.resolve("other").toString(), "--name", "other");
    assertEquals(DONE, made.status(), made.said());
    assertEquals(DONE, run("check", folder.resolve("other").toString()).status());
    var tested = run("test", folder.resolve("other").toString());
    assertEquals(DONE, tested.status(), tested.said());
    assertTrue(tested.said().contains("9 of 9 tests passed, through 100 %"), tested.said());
    assertEquals(USAGE, run("new", folder.resolve("other").toString(), "--name", "o2").status());
    assertEquals(USAGE, run("new", folder.resolve("third").toString(), "--name", "No").status());
    assertFalse(Files.exists(folder.resolve("third")));
  }

  @Test
  void the_shipped_rules_are_a_bundle_to_start_from() {
    var copy = folder.resolve("copy").toString();
    var made = run("new", copy, "--name", "acme", "--from", "gate");
    assertEquals(DONE, made.status(), made.said());
    var checked = run("check", copy);
    assertTrue(checked.said().contains("acme 0.1.0: 46 rules, nothing wrong."), checked.said());
    var tested = run("test", copy);
    assertEquals(DONE, tested.status(), tested.said());
    assertTrue(tested.said().contains("204 of 204 tests passed, through 100 %"), tested.said());
    assertEquals(USAGE, run("new", copy, "--name", "acme", "--from", "gate").status());
    var unknown = folder.resolve("unknown").toString();
    assertEquals(USAGE, run("new", unknown, "--name", "acme", "--from", "door").status());
  }

  @Test
  void so_are_the_shipped_rules_for_actions() {
    var copy = folder.resolve("copy").toString();
    var made = run("new", copy, "--name", "acme-actions", "--from", "actions");
    assertEquals(DONE, made.status(), made.said());
    var checked = run("check", copy);
    assertTrue(checked.said().contains("7 rules, nothing wrong."), checked.said());
    var tested = run("test", copy);
    assertEquals(DONE, tested.status(), tested.said());
    assertTrue(tested.said().contains("30 of 30 tests passed, through 100 %"), tested.said());
  }

  @Test
  void rules_for_actions_are_a_bundle_to_start_from_too() {
    var actions = folder.resolve("actions").toString();
    var made = run("new", actions, "--name", "acme-actions", "--from", "action");
    assertEquals(DONE, made.status(), made.said());
    var tested = run("test", actions);
    assertEquals(DONE, tested.status(), tested.said());
    assertTrue(tested.said().contains("11 of 11 tests passed, through 100 %"), tested.said());
  }

  @Test
  void every_fault_is_named_at_its_place() {
    bundle
        .with("rules/more.rego", "package bundle\n\npass contains \"x\" if nothing == input.y\n")
        .replacing("tests/gate_test.rego", "test_reviewed__missing", "test_reviewed__absent");
    var ended = run("check", bundle.folder().toString());
    assertEquals(REFUSED, ended.status(), ended.said());
    assertTrue(ended.said().contains("rules/more.rego:3:22: "), ended.said());
    assertTrue(ended.said().contains("no test test_reviewed__missing"), ended.said());

    bundle.replacing("manifest.json", "\"severity\": \"high\"", "\"severity\": \"urgent\"");
    ended = run("check", bundle.folder().toString());
    assertEquals(REFUSED, ended.status());
    assertTrue(ended.said().contains("manifest.json:12: /rules/0/severity"), ended.said());
    assertTrue(ended.said().contains("manifest.json:20: /rules/1/severity"), ended.said());
    assertEquals(USAGE, run("check", folder.resolve("nowhere").toString()).status());

    for (String data : List.of("{\"tests\": ", "[]", "")) {
      bundle.with("data.json", data);
      ended = run("check", bundle.folder().toString());
      assertEquals(REFUSED, ended.status(), ended.said());
      assertTrue(ended.said().contains("data.json: It is not "), ended.said());
    }
  }

  @Test
  void tests_that_fail_or_go_through_too_little_do_not_pass() {
    bundle.with(
        "rules/more.rego",
        """
        package bundle

        idle(x) := y if {
        	y := x + 1
        	y > 2
        }
        """);
    var ended = run("test", bundle.folder().toString());
    assertEquals(REFUSED, ended.status(), ended.said());
    assertTrue(ended.said().contains("rules/more.rego: no test goes through lines"), ended.said());

    bundle.replacing("rules/gate.rego", "failed == 0", "failed >= 0");
    ended = run("test", bundle.folder().toString());
    assertEquals(REFUSED, ended.status(), ended.said());
    assertTrue(ended.said().contains("FAIL  tests/gate_test.rego:18"), ended.said());
    assertTrue(
        ended.said().contains("tests passed; what they go through is measured when all do."),
        ended.said());
  }

  @Test
  void it_decides_as_the_rules_say_and_denies_what_they_leave_open() throws IOException {
    Path facts = folder.resolve("facts.json");
    Files.writeString(facts, Bundles.FACTS);
    var allowed = decide(facts);
    assertEquals(DONE, allowed.status(), allowed.said());
    assertTrue(allowed.said().startsWith("ALLOWED"), allowed.said());

    Files.writeString(facts, Bundles.FACTS.replace("\"failed\": 0", "\"failed\": 3"));
    var denied = decide(facts);
    assertEquals(DENIED, denied.status());
    assertTrue(denied.said().contains("too few ran. (3 failed)"), denied.said());
    assertTrue(denied.said().contains("Mend what fails"), denied.said());
    assertTrue(denied.said().contains("soc2:CC8.1"), denied.said());

    Files.writeString(facts, Bundles.FACTS.replaceAll("\"evidence\".*", "\"evidence\": {}"));
    denied = decide(facts);
    assertEquals(DENIED, denied.status(), denied.said());
    assertTrue(denied.said().contains("no evidence     tests_passed"), denied.said());

    Files.writeString(facts, Bundles.FACTS.replace("\"u-2\", \"approves\": true", "2"));
    var bad = decide(facts);
    assertEquals(REFUSED, bad.status(), bad.said());
    assertTrue(bad.said().contains("facts.json:8: /change/reviews/0"), bad.said());
    assertEquals(USAGE, decide(folder.resolve("nowhere")).status());
  }

  @Test
  void a_rule_that_the_rego_forgets_denies() throws IOException {
    Path facts = folder.resolve("facts.json");
    Files.writeString(facts, Bundles.FACTS);
    bundle.replacing("manifest.json", "\"id\": \"reviewed\"", "\"id\": \"forgotten\"");
    var denied = decide(facts);
    assertEquals(DENIED, denied.status(), denied.said());
    assertTrue(denied.said().contains("fail            forgotten"), denied.said());
  }

  private Ended decide(Path facts) {
    return run("decide", bundle.folder().toString(), "--input", facts.toString());
  }

  private static Ended run(String... arguments) {
    return Ended.policy(List.of(arguments));
  }
}
