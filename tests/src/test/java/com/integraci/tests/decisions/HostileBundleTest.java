package com.integraci.tests.decisions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.tests.PostgresServer;
import com.integraci.tests.policy.Bundles;
import com.integraci.tests.policy.Gatehouse;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A team that signs what is to harm and publishes it to a running control plane: each is refused
 * with an error of its own or decides nothing but a no, and its neighbour is served as before.
 */
@Tag("isolation")
final class HostileBundleTest {

  private static final String RULES = "rules/gate.rego";
  private static final String MORE = "tests/more_test.rego";
  private static final int CALLERS = 3;
  private static final int TIMES = 5;

  /** What may be kept of all that: more than one evaluator takes, less than one attack asks for. */
  private static final long LEFT_MAX = 96L << 20;

  /** How many tests are said to have passed, by which these rules do what they do. */
  private static final List<Integer> ATTACKS = List.of(1001, 1002, 1003, 1004);

  private static final String ATTACKING =
      """

      n := input.evidence.tests.passed

      up(last) := numbers.range(1, last)

      copies(text) := [text | some _ in up(data.times)]

      pass contains "loop" if {
      	n == 1001
      	not contains(concat("", [data.large, data.large]), concat("", [data.large, "b"]))
      }

      pass contains "allocation" if {
      	n == 1002
      	count(up(data.most)) > 0
      }

      pass contains "depth" if {
      	n == 1003
      	not json.unmarshal(concat("", copies(data.open)))
      }

      detail.tests_passed := concat("", copies(data.large)) if n == 1004
      """;

  /** Its tests go through all of that, with data that do no harm. */
  private static final String HARMLESS =
      """
      package bundle_test

      import data.bundle

      said(n) := {"evidence": {"tests": {"passed": n, "failed": 0, "skipped": 0}}}

      test_loop if "loop" in bundle.pass with input as said(1001) with data.large as "x"

      test_allocation if "allocation" in bundle.pass with input as said(1002) with data.most as 2

      test_depth if "depth" in bundle.pass with input as said(1003) with data.times as 2

      test_output if {
      	bundle.detail.tests_passed == "xx" with input as said(1004)
      		with data.large as "x"
      		with data.times as 2
      }
      """;

  private static final String HARMFUL =
      """
      {"tests": {"least": 1}, "most": 1000000000, "times": 1000, "open": "%s",
        "large": "%s"}
      """
          .formatted("[".repeat(100), "x".repeat(1 << 16));

  @TempDir private static Path folder;
  private static Gatehouse house;
  private static Gatehouse.Team hostile;
  private static Gatehouse.Team neighbour;

  /** What does not come further than being published. */
  enum Refused {
    LOOP(
        MORE,
        """
        package bundle_test

        xs := numbers.range(1, 100000)

        test_x if count([1 | some a in xs; some b in xs; a == b + 1]) > 1
        """,
        "test_x does not hold"),
    ALLOCATION(
        MORE,
        """
        package bundle_test

        a := concat("", ["x" | some _ in numbers.range(1, 10000)])

        b := concat("", [a | some _ in numbers.range(1, 10000)])

        test_x if count([b | some _ in numbers.range(1, 100)]) < count(concat("", [b, b, b, b,
        	b, b, b, b, b, b, b, b, b, b, b, b, b, b, b, b, b, b, b, b]))
        """,
        "memory"),
    RECURSION(RULES, "package bundle\n\nf(x) := y if y := f(x - 1)\n", "recursive"),
    OUTPUT(
        MORE,
        """
        package bundle_test

        a := concat("", ["x" | some _ in numbers.range(1, 40000)])

        test_x if {
        	some _ in numbers.range(1, 400)
        	print(a)
        	false
        }
        """,
        "write more than 8 MiB"),
    WASM("policy.wasm", "\0asm\1\0\0\0", "policy.wasm"),
    NETWORK(
        RULES, rule("http.send({\"method\": \"get\", \"url\": \"http://localhost\"}).body"), ""),
    LOOKUP(RULES, rule("net.lookup_ip_addr(\"localhost\")"), ""),
    RUNTIME(RULES, rule("opa.runtime().config"), ""),
    ENVIRONMENT(RULES, rule("opa.runtime().env.HOME"), ""),
    CLOCK(RULES, rule("time.now_ns() > 0"), ""),
    QUESTION("rules/own.rego", "package integraci\n\nresult := {\"pass\": [\"all\"]}\n", "package");

    private final String file;
    private final String content;
    private final String said;

    Refused(String file, String content, String said) {
      this.file = file;
      this.content = content;
      this.said = said;
    }

    private static String rule(String call) {
      return "package bundle\n\npass contains \"tests_passed\" if " + call + "\n";
    }

    /** What the refusal has in it: its own reason, or the function that there is not. */
    String said() {
      return said.isEmpty()
          ? "undefined function " + content.replaceAll("(?s).* if ([a-z_.]+)\\(.*", "$1")
          : said;
    }
  }

  @BeforeAll
  static void open() throws IOException {
    house = Gatehouse.over(PostgresServer.shared());
    hostile = house.team("hostile-one");
    neighbour = house.team("hostile-two");
    house.take(neighbour, files("1.0.0"));
    served();
  }

  @AfterAll
  static void close() {
    house.close();
  }

  @ParameterizedTest
  @EnumSource(Refused.class)
  void what_is_seen_when_it_is_published_is_refused_with_its_reason(Refused attack)
      throws IOException {
    var files = new TreeMap<>(files("1.0.0"));
    files.put(attack.file, attack.content);
    // A file that can't be one of a bundle can't be signed as one either.
    var signed = hostile.key().envelope(files("1.0.0"));
    var envelope = JsonMapper.shared().readTree(signed);
    boolean bundle = attack != Refused.WASM && attack != Refused.QUESTION;
    var answer =
        bundle
            ? house.publish(hostile, files)
            : house.send(
                hostile.owner(),
                "POST",
                "/api/v1/policies/bundles",
                Map.of("files", files, "signature", envelope));
    var refusal = Gatehouse.expect(400, answer).path("errors").toString();
    assertTrue(refusal.contains(attack.said()), attack.said() + " is not in " + refusal);
    var known = house.send(hostile.owner(), "GET", "/api/v1/policies/bundles", "");
    assertFalse(Gatehouse.expect(200, known).toString().contains("1.0.0"), known.body());
    served();
  }

  @Test
  void what_shows_only_when_it_decides_is_a_no_and_the_neighbour_decides_as_before()
      throws IOException, InterruptedException, ExecutionException {
    var files = new TreeMap<>(files("2.0.0"));
    files.computeIfPresent(RULES, (_, text) -> text + ATTACKING);
    files.put(MORE, HARMLESS);
    files.put("data.json", HARMFUL);
    house.take(hostile, files);
    assertTrue(decided(hostile, 12).path("allowed").asBoolean(), "with facts that it bears");
    long before = used();
    try (var threads = Executors.newFixedThreadPool(CALLERS)) {
      Callable<List<String>> attack =
          () ->
              Stream.generate(ATTACKS::stream)
                  .limit(TIMES)
                  .flatMap(each -> each)
                  .map(tests -> decided(hostile, tests))
                  .map(made -> made.path("allowed").asBoolean() + " " + made.path("reason"))
                  .distinct()
                  .toList();
      var attacks = Stream.generate(() -> threads.submit(attack)).limit(CALLERS).toList();
      int served = 0;
      while (!attacks.stream().allMatch(Future::isDone)) {
        served();
        served++;
      }
      assertTrue(served > 0);
      for (Future<List<String>> each : attacks) {
        assertEquals(List.of("false \"limit\""), each.get());
      }
    }
    long more = used() - before;
    assertTrue(more < LEFT_MAX, more + " bytes more are in use");
    assertTrue(decided(hostile, 12).path("allowed").asBoolean(), "still");
    served();
  }

  @Test
  void whoever_sends_a_bundle_slowly_keeps_nobody_from_publishing()
      throws IOException, InterruptedException, ExecutionException {
    var body = JsonMapper.shared().writeValueAsString(hostile.key().body(files("3.0.0")));
    var slow = new SlowBody(body);
    try (var threads = Executors.newSingleThreadExecutor()) {
      var request =
          house
              .plane()
              .request("/api/v1/policies/bundles")
              .header("Authorization", "Bearer " + house.token(hostile.owner()))
              .header("Content-Type", "application/json")
              // The control plane asks for the body when it reads it.
              .expectContinue(true)
              .POST(BodyPublishers.ofInputStream(() -> slow));
      var publishing = threads.submit(() -> house.plane().send(request));
      slow.awaitAsked();
      Gatehouse.expect(201, house.publish(neighbour, files("3.0.0")));
      slow.goOn();
      Gatehouse.expect(201, publishing.get());
    }
  }

  /** The control plane lives, and the neighbour's gate says what it always said. */
  private static void served() {
    var live = house.plane().send(house.plane().request("/health/live"));
    assertEquals(200, live.statusCode());
    assertTrue(decided(neighbour, 12).path("allowed").asBoolean());
    assertFalse(decided(neighbour, 0).path("allowed").asBoolean());
  }

  private static JsonNode decided(Gatehouse.Team team, int tests) {
    return Gatehouse.expect(201, house.decide(team.owner(), tests));
  }

  private static Map<String, String> files(String version) throws IOException {
    return Bundles.in(Files.createTempDirectory(folder, "bundle")).asking(version, 1);
  }

  private static long used() {
    System.gc();
    var runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
