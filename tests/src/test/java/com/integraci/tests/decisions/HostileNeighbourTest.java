package com.integraci.tests.decisions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.appliance.bundles.SignedFiles;
import com.integraci.appliance.decisions.Decision;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Role;
import com.integraci.appliance.trust.AddKey;
import com.integraci.tests.policy.Bundles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A team whose rules, published with all that it takes, turn against the appliance. */
@Tag("isolation")
final class HostileNeighbourTest {

  private static final int CALLERS = 4;
  private static final int TIMES = 10;

  /** With so many that passed the rules compare them by threes, for hours, and keep nothing. */
  private static final Tests ENDLESS = new Tests(5000, 0);

  /** With so many that were skipped they ask for 64 MiB in one text. */
  private static final Tests LARGE = new Tests(12, 1000);

  private static final Tests BORNE = new Tests(12, 0);

  private static final String RULES =
      """
      package bundle

      pass contains "tests_passed" if {
      	input.evidence.tests.failed == 0
      	input.evidence.tests.passed >= data.tests.least
      	count([1 | some a in many; some b in many; some c in many; a == b; b == c; c == 0]) == 0
      	count(concat("", [data.text | some _ in numbers.range(0, input.evidence.tests.skipped)])) > 0
      }

      many := numbers.range(1, input.evidence.tests.passed)

      """;

  /** What a request says of tests. */
  private record Tests(int passed, int skipped) {}

  @TempDir private static Path folder;
  @TempDir private static Path state;
  private static Lab lab;

  @BeforeAll
  static void open() {
    lab = new Lab(state);
  }

  @AfterAll
  static void close() {
    lab.close();
  }

  @Test
  void its_rules_end_each_time_and_the_neighbours_decide_as_before()
      throws InterruptedException, ExecutionException {
    var files = Lab.files(folder, "1.0.0", 1);
    files.computeIfPresent("rules/gate.rego", (_, text) -> RULES + after(text));
    var text = "x".repeat(1 << 16);
    files.put("data.json", "{\"tests\": {\"least\": 1}, \"text\": \"" + text + "\"}");
    lab.activate(lab.table.publish(lab.caller(Role.MAINTAINER), files));
    neighbour();
    var neighbour = lab.desk.caller(lab.desk.other, Role.DEVELOPER);
    assertTrue(decide(neighbour, BORNE).allowed());

    try (var threads = Executors.newFixedThreadPool(CALLERS)) {
      Callable<List<String>> attack =
          () -> Stream.of(ENDLESS, LARGE).flatMap(tests -> ends(tests).stream()).toList();
      var attacks = Stream.generate(() -> threads.submit(attack)).limit(CALLERS).toList();
      int decided = 0;
      while (!attacks.stream().allMatch(Future::isDone)) {
        var made = decide(neighbour, BORNE);
        assertTrue(made.allowed(), made.result());
        decided++;
      }
      assertTrue(decided > 0);
      for (Future<List<String>> each : attacks) {
        assertEquals(
            List.of(
                "The rules took longer than 50 ms.", "The rules took more than 16 MiB of memory."),
            each.get());
      }
    }
    assertTrue(decide(lab.caller(Role.DEVELOPER), BORNE).allowed(), "with facts that they bear");
  }

  /** What follows the rule on tests in the bundle to start from. */
  private static String after(String text) {
    return text.substring(text.indexOf("missing contains \"tests_passed\""));
  }

  /** The other team trusts the same key, and has the bundle that {@code policy new} writes. */
  private static void neighbour() {
    var owner = lab.desk.caller(lab.desk.other, Role.OWNER);
    var key = new AddKey("main", lab.table.key.trusted(), BundleDesk.FOR_BUNDLES);
    lab.table.trust.keys().add(owner, key);
    var files = Bundles.in(folder).asking("1.0.0", 1);
    var signed = new SignedFiles(files, lab.table.key.envelope(files));
    var maintainer = lab.desk.caller(lab.desk.other, Role.MAINTAINER);
    var bundle = lab.bundles.bundles().publish(maintainer, () -> signed);
    var replay = lab.replaying.replays().start(maintainer, bundle.id(), 30);
    lab.ended(lab.desk.caller(lab.desk.other, Role.AUDITOR), replay);
    lab.bundles.bundles().approve(lab.desk.caller(lab.desk.other, Role.ADMIN), bundle.id());
    lab.bundles.bundles().activate(owner, bundle.id());
  }

  /** How these end, each way once. */
  private static List<String> ends(Tests tests) {
    return Stream.generate(() -> decide(lab.caller(Role.DEVELOPER), tests))
        .limit(TIMES)
        .peek(made -> assertFalse(made.allowed()))
        .peek(made -> assertEquals("limit", made.reason()))
        .map(made -> JsonMapper.shared().readTree(made.result()).path("message").asString(""))
        .distinct()
        .toList();
  }

  private static Decision decide(Caller caller, Tests tests) {
    var facts = Desk.facts();
    var evidence = Map.of("passed", tests.passed(), "failed", 0, "skipped", tests.skipped());
    facts.put("evidence", Map.of("tests", evidence));
    return lab.deciding.gates().decide(caller, "deploy", facts);
  }
}
