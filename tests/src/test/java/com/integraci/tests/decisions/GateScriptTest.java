package com.integraci.tests.decisions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.tests.PostgresServer;
import com.integraci.tests.browser.Shell;
import com.integraci.tests.policy.Bundles;
import com.integraci.tests.policy.Gatehouse;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What docs/gates.md tells a pipeline to run, as it is written there: it goes on after a yes, and
 * after nothing else.
 */
@Tag("isolation")
final class GateScriptTest {

  private static final Path GATES =
      Path.of(System.getProperty("integraci.root")).resolve("docs/gates.md");

  /** The step of each CI in the table. */
  private static final Pattern STEP = Pattern.compile("\\./gate\\.sh shop [^'`]*@\\w+\\.\\w+");

  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int NOWHERE = 1;

  @TempDir private static Path bundles;
  @TempDir private Path folder;
  private static Gatehouse house;
  private static Gatehouse.Team team;
  private static JsonNode account;
  private static List<String> steps;

  /** How a script ended, and what it printed. */
  private record Ended(int status, String printed) {}

  @BeforeAll
  static void start() throws IOException {
    house = Gatehouse.over(PostgresServer.shared());
    team = house.team("pipelines");
    house.take(team, Bundles.in(bundles).asking("1.0.0", 2));
    var named = Map.of("name", "pipeline", "role", "developer");
    account =
        Gatehouse.expect(201, house.send(team.owner(), "POST", "/api/v1/service-accounts", named));
    // A CI knows no reviews.
    except("reviewed", "shop");
    steps = STEP.matcher(Files.readString(GATES)).results().map(found -> found.group()).toList();
    assertEquals(3, steps.size(), steps.toString());
  }

  @AfterAll
  static void stop() {
    house.close();
  }

  @BeforeEach
  void write() throws IOException {
    var scripts =
        Shell.blocks(GATES, "## Ask").stream().filter(block -> block.startsWith("#!")).toList();
    assertEquals(2, scripts.size(), scripts.toString());
    script("gate.sh", scripts.getFirst());
    script("attest.sh", scripts.getLast());
    report("<testcase name=\"a\"/><testcase name=\"b\"/>");
    Files.writeString(
        folder.resolve("lint.sarif"), "{\"version\": \"2.1.0\", \"runs\": [{\"results\": []}]}");
    Files.writeString(
        folder.resolve("bill.json"),
        """
        {"bomFormat": "CycloneDX", "specVersion": "1.6",
          "components": [{"name": "a", "version": "1", "purl": "pkg:npm/a@1"}]}
        """);
    Files.writeString(folder.resolve("facts.json"), JSON.writeValueAsString(Desk.facts()));
  }

  @Test
  void each_ci_goes_on_after_a_yes_and_stops_after_a_no() throws IOException {
    int before = decided();
    for (String step : steps) {
      report("<testcase name=\"a\"/><testcase name=\"b\"/>");
      assertEquals(new Ended(0, ""), run(step, pipeline()), step);
      report("<testcase name=\"a\"/><testcase name=\"b\"><failure/></testcase>");
      var stopped = run(step, pipeline());
      assertEquals(1, stopped.status(), stopped.printed());
      assertTrue(stopped.printed().startsWith("tests_passed: "), stopped.printed());
    }
    assertEquals(2 * steps.size(), decided() - before);
  }

  @Test
  void whatever_is_no_answer_stops_it_though_there_was_a_yes_before() throws IOException {
    var step = steps.getFirst();
    assertEquals(0, run(step, pipeline()).status());
    assertTrue(Files.readString(folder.resolve("decision.json")).contains("\"allowed\":true"));
    var away = "https://localhost:" + NOWHERE;
    for (var wrong :
        List.of(
            Map.entry("INTEGRACI_TOKEN_ENDPOINT", away + "/token"),
            Map.entry("INTEGRACI_URL", away),
            Map.entry("INTEGRACI_SECRET", "wrong"),
            Map.entry("INTEGRACI_CLIENT", "nobody"),
            Map.entry("INTEGRACI_CA", "/etc/hostname"))) {
      var variables = new HashMap<>(pipeline());
      variables.put(wrong.getKey(), wrong.getValue());
      var stopped = run(step, variables);
      assertNotEquals(0, stopped.status(), wrong + " " + stopped.printed());
    }
    var unread = run(step.replace("@report.xml", "@lint.sarif"), pipeline());
    assertNotEquals(0, unread.status());
    assertTrue(unread.printed().contains("junit lint.sarif"), unread.printed());
    var strange = run(step.replace("production", "Production!"), pipeline());
    assertNotEquals(0, strange.status());
    assertTrue(strange.printed().contains("/environment"), strange.printed());
  }

  /** Somebody in between answers that all is well, with nothing. */
  @Test
  void an_empty_answer_stops_it_too() throws IOException {
    var asked = new AtomicInteger();
    var between = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    between.setHttpsConfigurator(new HttpsConfigurator(house.plane().tls()));
    between.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(201, -1);
          exchange.close();
        });
    between.start();
    try {
      var variables = new HashMap<>(pipeline());
      variables.put("INTEGRACI_URL", "https://localhost:" + between.getAddress().getPort());
      assertEquals(1, run(steps.getFirst(), variables).status());
      assertEquals(1, asked.get());
    } finally {
      between.stop(0);
    }
  }

  @Test
  void the_commands_alone_say_yes_and_no_too() throws IOException {
    var ask = Shell.blocks(GATES, "## Ask").getFirst();
    assertEquals(0, run(ask, person()).status());
    var facts = Desk.facts();
    facts.put("evidence", Map.of("tests", Map.of("passed", 1, "failed", 0, "skipped", 0)));
    Files.writeString(folder.resolve("facts.json"), JSON.writeValueAsString(facts));
    var stopped = run(ask, person());
    assertEquals(1, stopped.status(), stopped.printed());
    assertTrue(stopped.printed().startsWith("tests_passed: "), stopped.printed());
    for (var wrong :
        List.of(
            Map.entry("url", "https://localhost:" + NOWHERE),
            Map.entry("token", "none"),
            Map.entry("ca", "/etc/hostname"))) {
      var variables = new HashMap<>(person());
      variables.put(wrong.getKey(), wrong.getValue());
      assertNotEquals(0, run(ask, variables).status(), wrong.toString());
    }
  }

  @Test
  void an_exception_is_asked_for_and_decisions_are_taken_out_as_it_is_written() throws IOException {
    var block = Shell.blocks(GATES, "## Exceptions").getFirst();
    var ends = Instant.now().plus(Duration.ofDays(7)).truncatedTo(ChronoUnit.SECONDS);
    var dated = block.replaceFirst("\"expires\": \"[^\"]+\"", "\"expires\": \"" + ends + "\"");
    assertFalse(dated.equals(block), block);
    var asked = run(dated, person());
    assertEquals(0, asked.status(), asked.printed());
    assertEquals(
        "tests_passed", JSON.readTree(asked.printed()).path("rule").asString(""), asked.printed());
    assertEquals(0, run(Shell.blocks(GATES, "## Ask").getFirst(), person()).status());
    var taken = run(Shell.blocks(GATES, "## Take them out").getFirst(), person());
    assertEquals(0, taken.status(), taken.printed());
    assertEquals(decided(), Files.readAllLines(folder.resolve("decisions.ndjson")).size());
  }

  @Test
  void what_is_signed_as_it_is_written_counts_and_only_by_the_teams_key() throws IOException {
    var blocks = Shell.blocks(GATES, "## Ask");
    var trust = block(blocks, "openssl genpkey");
    var step = block(blocks, "./attest.sh");
    var variables = new HashMap<>(pipeline());
    variables.put("service", "shop");
    var result = "{\"result\": \"PASSED\", \"configuration\": [], \"passedTests\": [\"a\", \"b\"]}";
    Files.writeString(folder.resolve("result.json"), result);
    var trusted = run(trust, person());
    assertEquals(0, trusted.status(), trusted.printed());
    assertEquals(new Ended(0, ""), run(step, variables));
    var decision = JSON.readTree(Files.readString(folder.resolve("decision.json")));
    var path = "/api/v1/decisions/" + decision.path("id").asString();
    var evidence =
        Gatehouse.expect(200, house.send(team.owner(), "GET", path, ""))
            .path("input")
            .path("evidence");
    assertEquals("[\"sbom\",\"tests\"]", evidence.path("signed").toString());
    assertEquals("[\"" + COMMIT + "\"]", evidence.at("/attestations/0/commits").toString());
    var again =
        Gatehouse.expect(200, house.send(team.owner(), "POST", path + "/replays", Map.of()));
    assertTrue(again.path("same").asBoolean(), again.toString());
    Files.writeString(folder.resolve("result.json"), result.replace("PASSED", "FAILED"));
    var stopped = run(step, variables);
    assertEquals(1, stopped.status(), stopped.printed());
    assertTrue(stopped.printed().startsWith("tests_passed: "), stopped.printed());
    Files.writeString(folder.resolve("result.json"), result);
    var other = run("openssl genpkey -algorithm ed25519 -out runner.pem", Map.of());
    assertEquals(0, other.status(), other.printed());
    var refused = run(step, variables);
    assertNotEquals(0, refused.status());
    assertTrue(refused.printed().contains("None of its signatures"), refused.printed());
  }

  private static String block(List<String> blocks, String start) {
    return blocks.stream().filter(block -> block.startsWith(start)).findFirst().orElseThrow();
  }

  private void script(String name, String content) throws IOException {
    var script = folder.resolve(name);
    Files.writeString(script, content);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static int decided() {
    var path = "/api/v1/decisions?kind=gate-1&limit=100";
    return Gatehouse.expect(200, house.send(team.owner(), "GET", path, ""))
        .path("decisions")
        .size();
  }

  private void report(String cases) throws IOException {
    Files.writeString(folder.resolve("report.xml"), "<testsuite>" + cases + "</testsuite>");
  }

  private static void except(String rule, String service) {
    var ends = Instant.now().plus(Duration.ofDays(7)).truncatedTo(ChronoUnit.SECONDS);
    var terms =
        Map.of("rule", rule, "service", service, "reason", "None.", "expires", ends.toString());
    var path = "/api/v1/policies/exceptions";
    var asked = Gatehouse.expect(201, house.send(team.owner(), "POST", path, terms));
    var approval = path + "/" + asked.path("id").asString() + "/approval";
    Gatehouse.expect(200, house.send(team.second(), "POST", approval, Map.of()));
  }

  /** The variables of a pipeline, and what each CI says of the commit. */
  private static Map<String, String> pipeline() {
    var settings = house.plane().settings();
    return Map.of(
        "INTEGRACI_URL", settings.url().toString(),
        "INTEGRACI_CA", settings.authority().toString(),
        "INTEGRACI_CLIENT", account.path("client_id").asString(),
        "INTEGRACI_SECRET", account.path("client_secret").asString(),
        "INTEGRACI_TOKEN_ENDPOINT", account.path("token_endpoint").asString(),
        "GITHUB_SHA", COMMIT,
        "CI_COMMIT_SHA", COMMIT,
        "GIT_COMMIT", COMMIT);
  }

  private static Map<String, String> person() {
    var settings = house.plane().settings();
    return Map.of(
        "url", settings.url().toString(),
        "ca", settings.authority().toString(),
        "token", house.token(team.owner()));
  }

  private Ended run(String commands, Map<String, String> variables) throws IOException {
    var builder = new ProcessBuilder("/bin/bash", "-c", commands).directory(folder.toFile());
    builder.environment().putAll(variables);
    var process = builder.redirectErrorStream(true).start();
    try {
      var printed = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertTrue(process.waitFor(1, TimeUnit.MINUTES), commands);
      return new Ended(process.exitValue(), printed);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
