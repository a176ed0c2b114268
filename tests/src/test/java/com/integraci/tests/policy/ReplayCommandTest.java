package com.integraci.tests.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.bundles.canonical.CanonicalJson;
import com.integraci.bundles.policy.DecisionHashes;
import com.integraci.bundles.policy.DecisionRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** {@code integraci policy replay}: what it counts, what it refuses, and how it ends. */
@Tag("isolation")
final class ReplayCommandTest {

  private static final int DONE = 0;
  private static final int USAGE = 2;
  private static final int REFUSED = 41;
  private static final int DIFFERENT = 43;
  private static final String YES =
      """
      {"findings":[{"outcome":"pass","rule":"reviewed"},{"outcome":"pass","rule":"tests_passed"}]}
      """
          .strip();
  private static final String NO =
      """
      {"findings":[{"outcome":"pass","rule":"reviewed"},{"outcome":"fail","rule":"tests_passed"}]}
      """
          .strip();

  @TempDir private Path folder;
  private Bundles bundle;
  private Path file;
  private int number;

  @BeforeEach
  void write() {
    bundle = Bundles.in(folder);
    file = folder.resolve("decisions.ndjson");
  }

  @Test
  void decisions_that_come_out_as_they_did_end_with_zero() throws IOException {
    export(yes("shop", 12), no("shop", 3), yes("wiki", 1));
    var ended = replay();
    assertEquals(DONE, ended.status(), ended.said());
    assertEquals(
        "3 decisions: 3 unchanged, 0 allow to deny, 0 deny to allow, 0 undecided.",
        ended.said().strip());
    export();
    ended = replay();
    assertEquals(DONE, ended.status(), ended.said());
    assertTrue(ended.said().startsWith("0 decisions: "), ended.said());
  }

  @Test
  void what_is_different_is_counted_by_rule_and_service_and_listed() throws IOException {
    bundle.replacing("rules/gate.rego", "failed == 0", "failed < 3");
    bundle.replacing("data.json", "1", "5");
    export(yes("shop", 12), yes("shop", 4), no("wiki", 2), no("wiki", 3), erased("docs"));
    var ended = replay("--list");
    assertEquals(DIFFERENT, ended.status(), ended.said());
    var said = ended.said();
    assertTrue(
        said.contains("5 decisions: 2 unchanged, 1 allow to deny, 1 deny to allow, 1 undecided."),
        said);
    assertTrue(said.matches("(?s).*\\n +1 +1 +0  tests_passed\\n.*"), said);
    assertTrue(said.matches("(?s).*\\n +1 +0 +0  shop\\n.*"), said);
    assertTrue(said.matches("(?s).*\\n +0 +0 +1  docs\\n.*"), said);
    assertTrue(said.matches("(?s).*to_deny +[0-9a-f-]{36}  shop  tests_passed\\n.*"), said);
    assertTrue(said.matches("(?s).*to_allow +[0-9a-f-]{36}  wiki  tests_passed\\n.*"), said);
    assertTrue(said.contains("  docs  its facts were erased"), said);
  }

  @Test
  void a_line_that_was_changed_is_refused_by_its_number() throws IOException {
    var denied = no("shop", 3);
    export(yes("shop", 12), denied);
    var text = Files.readString(file);
    for (String changed :
        List.of(
            text.replace("\"failed\":3", "\"failed\":0"),
            text.replace(denied.hashes().salt().orElseThrow(), "0".repeat(64)),
            text.replace("\"allowed\":false", "\"allowed\":true"),
            text.replace("\"outcome\":\"fail\"", "\"outcome\":\"pass\""),
            text.replace("\"allowed\":false", "\"allowed\": false"),
            text.substring(0, text.length() - 5),
            text.substring(0, text.length() - 1),
            text.replaceFirst("\n", "\n\n"))) {
      Files.writeString(file, changed);
      var ended = replay();
      assertEquals(REFUSED, ended.status(), ended.said());
      assertTrue(ended.said().contains("decisions.ndjson:2: Not a decision as it was"), changed);
      assertFalse(ended.said().contains("unchanged"), ended.said());
    }
    Files.writeString(file, text.replace("\"kind\":\"gate-1\"", "\"kind\":\"gate-2\""));
    assertTrue(replay().said().contains("decisions.ndjson:1: "));
    Files.writeString(file, "x".repeat(DecisionRecord.LINE_MAX + 1));
    assertTrue(replay().said().contains("longer than a decision"));
    Files.delete(file);
    assertEquals(USAGE, replay().status());
  }

  @Test
  void rules_that_come_to_no_end_are_not_counted_as_a_no() throws IOException {
    bundle.with(
        "rules/gate.rego",
        """
        package bundle

        xs := numbers.range(1, 3000)

        pass contains "tests_passed" if count([1 | some a in xs; some b in xs; a * b == 7]) > 1000
        """);
    export(yes("shop", 12));
    var ended = replay("--list");
    assertEquals(DIFFERENT, ended.status(), ended.said());
    assertTrue(ended.said().contains("0 allow to deny, 0 deny to allow, 1 undecided"));
    assertTrue(ended.said().contains("longer than 50 ms"), ended.said());
  }

  private Ended replay(String... more) {
    var arguments = new ArrayList<>(List.of("replay", bundle.folder().toString()));
    arguments.add(file.toString());
    arguments.addAll(List.of(more));
    return Ended.policy(arguments);
  }

  private void export(DecisionRecord... records) throws IOException {
    try (var out = Files.newOutputStream(file)) {
      for (DecisionRecord record : records) {
        out.write(record.line());
        out.write('\n');
      }
    }
  }

  private DecisionRecord yes(String service, int passed) {
    return record(service, input(service, passed, 0), true);
  }

  private DecisionRecord no(String service, int failed) {
    return record(service, input(service, 12, failed), false);
  }

  private DecisionRecord erased(String service) {
    var whole = DecisionHashes.of("{}", YES);
    var left =
        new DecisionHashes(Optional.empty(), whole.input(), whole.result(), whole.findings());
    return record(service, Optional.empty(), left, true);
  }

  private DecisionRecord record(String service, String input, boolean allowed) {
    var hashes = DecisionHashes.of(input, allowed ? YES : NO);
    return record(service, Optional.of(input), hashes, allowed);
  }

  private DecisionRecord record(
      String service, Optional<String> input, DecisionHashes hashes, boolean allowed) {
    number++;
    return new DecisionRecord(
        new UUID(number, number),
        Instant.parse("2026-12-01T08:00:00Z"),
        new DecisionRecord.About("gate-1", "deploy", service, "production", "0".repeat(40)),
        allowed,
        "rules",
        Optional.of(new DecisionRecord.BundleRef("acme-gate", "0.1.0", "0".repeat(64))),
        input,
        hashes,
        allowed ? YES : NO,
        30,
        new DecisionRecord.Asked(
            "service",
            new UUID(1, 2),
            Optional.of(new DecisionRecord.Batch(new UUID(3, number), 0))));
  }

  private static String input(String service, int passed, int failed) {
    var facts =
        Bundles.FACTS
            .replace("shop", service)
            .replace("\"passed\": 12", "\"passed\": " + passed)
            .replace("\"failed\": 0", "\"failed\": " + failed);
    var tree = JsonMapper.shared().readTree(facts);
    return new String(CanonicalJson.write(CanonicalJson.of(tree)), UTF_8);
  }
}
