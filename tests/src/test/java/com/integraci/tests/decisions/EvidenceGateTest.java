package com.integraci.tests.decisions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.bundles.evidence.Envelope;
import com.integraci.tests.Plane;
import com.integraci.tests.policy.Bundles;
import com.integraci.tests.policy.TeamKey;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A gate that is asked with the files of a CI, by {@code curl} as docs/gates.md has it. */
@Tag("isolation")
class EvidenceGateTest {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String GATE = "/api/v1/gates/deploy/decisions";

  private static Plane plane;
  private static Plane.Member owner;
  private static TeamKey runner;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    plane = Plane.withOpenBao();
    owner = plane.tenant("evidence-one", "owner");
    runner = TeamKey.fresh();
    var key = Map.of("name", "runner", "public_key", runner.trusted().pem(), "evidence", true);
    assertEquals(201, post(owner, "/api/v1/policies/keys", key).statusCode());
  }

  @AfterAll
  static void stop() {
    plane.close();
  }

  @BeforeEach
  void write() throws IOException {
    var facts = new TreeMap<String, Object>(Desk.facts());
    facts.remove("evidence");
    file("facts.json", JSON.writeValueAsString(facts));
    file("a.xml", "<testsuite><testcase/><testcase/></testsuite>");
    file("b.xml", "<testsuite><testcase/><testcase><skipped/></testcase></testsuite>");
    file("lint.sarif", "{\"version\": \"2.1.0\", \"runs\": [{\"results\": []}]}");
    file(
        "bill.json",
        """
        {"bomFormat": "CycloneDX", "specVersion": "1.6",
          "components": [{"name": "a", "version": "1", "purl": "pkg:npm/a@1"}]}
        """);
    file("build.dsse", attestation(runner));
  }

  @Test
  void the_files_become_facts_that_are_decided_on_and_logged() {
    var answer =
        ask(
            owner,
            "-F",
            "facts=@facts.json;type=application/json",
            "-F",
            "junit=@a.xml",
            "-F",
            "junit=@b.xml",
            "-F",
            "sarif=@lint.sarif",
            "-F",
            "secrets-sarif=@lint.sarif",
            "-F",
            "cyclonedx=@bill.json",
            "-F",
            "attestation=@build.dsse");
    assertEquals("no_bundle", answer.path("reason").asString(""), answer.toString());
    var logged = get(owner, "/api/v1/decisions/" + answer.path("id").asString()).path("input");
    var evidence = logged.path("evidence");
    assertEquals("{\"failed\":0,\"passed\":3,\"skipped\":1}", evidence.path("tests").toString());
    assertEquals("[\"npm\"]", evidence.path("sbom").path("purl_types").toString());
    assertEquals(0, evidence.path("secrets").path("found").asInt());
    assertEquals(
        "https://ci.example/runner", evidence.path("provenance").path("builder").asString());
    assertEquals("[\"provenance\"]", evidence.path("signed").toString());
    assertEquals(runner.trusted().id(), evidence.at("/attestations/0/key").asString());
  }

  @Test
  void statements_of_every_kind_are_read_and_another_is_named() throws IOException {
    var predicates =
        Map.of(
            "https://cyclonedx.org/bom/v1.6", Files.readString(folder.resolve("bill.json")),
            "https://in-toto.io/attestation/test-result/v0.1",
                "{\"result\": \"PASSED\", \"configuration\": [], \"passedTests\": [\"a\"]}",
            "https://in-toto.io/attestation/vulns/v0.2",
                """
                {"scanner": {"result": [{"id": "CVE-1",
                    "severity": [{"method": "cvss", "score": "9.8"}]}]},
                  "metadata": {"scanFinishedOn": "2026-11-28T08:00:00Z"}}\
                """,
            "https://slsa.dev/verification_summary/v1",
                """
                {"verifier": {"id": "https://v.example"}, "timeVerified": "2026-11-28T08:00:00Z",
                  "resourceUri": "pkg:oci/shop", "policy": {"uri": "https://v.example/p"},
                  "verificationResult": "PASSED", "verifiedLevels": ["SLSA_BUILD_LEVEL_3"]}\
                """,
            "https://ci.example/other", "{\"verdict\": \"PASSED\"}");
    var form = new ArrayList<>(List.of("-F", "facts=@facts.json"));
    for (var predicate : predicates.entrySet()) {
      var name = "s" + form.size() + ".dsse";
      file(name, sealed(runner, statement(predicate.getKey(), predicate.getValue())));
      form.addAll(List.of("-F", "attestation=@" + name));
    }
    var answer = ask(owner, form.toArray(String[]::new));
    assertEquals("no_bundle", answer.path("reason").asString(""), answer.toString());
    var path = "/api/v1/decisions/" + answer.path("id").asString();
    var evidence = get(owner, path).path("input").path("evidence");
    assertEquals(
        "[\"sbom\",\"tests\",\"verifications\",\"vulnerabilities\"]",
        evidence.path("signed").toString());
    assertEquals("critical", evidence.at("/vulnerabilities/0/severity").asString());
    assertEquals("passed", evidence.at("/verifications/0/result").asString());
    assertEquals(1, evidence.at("/sbom/components").asInt());
    var unread = new ArrayList<String>();
    for (JsonNode one : evidence.path("attestations")) {
      if (!one.path("read").asBoolean()) {
        unread.add(one.path("predicate_type").asString());
      }
    }
    assertEquals(List.of("https://ci.example/other"), unread);
  }

  @Test
  void everything_that_is_wrong_is_said_at_once_and_nothing_is_decided() throws IOException {
    file(
        "facts.json",
        "{\"service\": \"Shop\", \"commit\": \"x\", \"environment\": \"production\"}");
    file("a.xml", "<testsuite>");
    file("lint.sarif", "{\"version\": \"1\"}");
    file("build.dsse", attestation(TeamKey.fresh()));
    var team = plane.tenant("evidence-four", "owner");
    var refused =
        ask(
            team,
            "-F",
            "facts=@facts.json",
            "-F",
            "junit=@a.xml",
            "-F",
            "sarif=@lint.sarif",
            "-F",
            "attestation=@build.dsse",
            "-F",
            "other=x");
    assertEquals(400, refused.path("status").asInt(), refused.toString());
    var errors = refused.path("errors").toString();
    for (String said :
        List.of(
            "/service",
            "/commit",
            "junit a.xml:1:",
            "sarif lint.sarif",
            "attestation build.dsse",
            "No key is trusted",
            "\"other\"",
            "secrets-sarif")) {
      assertTrue(errors.contains(said), said + " is not in " + errors);
    }
    assertEquals(0, get(team, "/api/v1/decisions").path("decisions").size());
  }

  @Test
  void facts_are_there_once_and_a_fact_has_one_source() throws IOException {
    assertTrue(errors("-F", "junit=@a.xml").contains("It is there once"));
    assertTrue(
        errors("-F", "facts=@facts.json", "-F", "facts=@facts.json").contains("It is there once"));
    assertTrue(errors("-F", "facts=x").contains("JSON object"));
    file("facts.json", JSON.writeValueAsString(Desk.facts()));
    assertTrue(
        errors("-F", "facts=@facts.json", "-F", "junit=@a.xml")
            .contains("It is here and comes from evidence files too"));
  }

  @Test
  void nobody_but_a_signed_statement_says_that_something_was_signed() {
    var said = new TreeMap<String, Object>(Desk.facts());
    said.put("environment", "Production!");
    for (String member : List.of("attestations", "provenance", "signed", "verifications")) {
      said.put("evidence", Map.of(member, List.of()));
      var sent = post(owner, GATE, said);
      assertEquals(400, sent.statusCode(), sent.body());
      var place = "/evidence/" + member + ": It is taken from signed attestations only.";
      assertTrue(sent.body().contains(place), sent.body());
      assertTrue(sent.body().contains("/environment"), sent.body());
      assertTrue(errors("-F", "facts=" + JSON.writeValueAsString(said)).contains(place), place);
    }
    var viewer = plane.tenant("evidence-five", "viewer");
    assertEquals(403, post(viewer, GATE, said).statusCode());
  }

  @Test
  void a_key_that_is_not_for_evidence_or_was_removed_does_not_attest() throws IOException {
    var team = plane.tenant("evidence-two", "owner");
    var key = TeamKey.fresh();
    file("build.dsse", attestation(key));
    String[] form = {"-F", "facts=@facts.json", "-F", "attestation=@build.dsse"};
    assertTrue(ask(team, form).toString().contains("No key is trusted to sign attestations"));
    var bundles = post(team, "/api/v1/policies/keys", key.adding("main"));
    assertEquals(201, bundles.statusCode(), bundles.body());
    assertTrue(ask(team, form).toString().contains("No key is trusted to sign attestations"));
    var other = TeamKey.fresh();
    file("build.dsse", attestation(other));
    var body = Map.of("name", "ci", "public_key", other.trusted().pem(), "evidence", true);
    var added = post(team, "/api/v1/policies/keys", body);
    assertEquals("no_bundle", ask(team, form).path("reason").asString(""));
    var id = JSON.readTree(added.body()).path("id").asString();
    assertEquals(204, send(team, "DELETE", "/api/v1/policies/keys/" + id, "").statusCode());
    assertTrue(ask(team, form).toString().contains("No key is trusted to sign attestations"));
  }

  @Test
  void who_may_not_ask_is_refused_and_bodies_are_bounded() throws IOException {
    var viewer = plane.tenant("evidence-three", "viewer");
    // Before anything is read: the form is not one either.
    assertEquals(403, ask(viewer, "-F", "other=x").path("status").asInt());
    file("large.xml", "<testsuite>" + " ".repeat(3 << 20) + "<testcase/></testsuite>");
    var large = ask(owner, "-F", "facts=@facts.json", "-F", "junit=@large.xml");
    assertEquals("no_bundle", large.path("reason").asString(""), large.toString());
    file("large.xml", "<testsuite>" + " ".repeat(8 << 20) + "<testcase/></testsuite>");
    var over = ask(owner, "-F", "facts=@facts.json", "-F", "junit=@large.xml");
    assertEquals(413, over.path("status").asInt(), over.toString());
    var facts = "{\"service\": \"" + "x".repeat(1 << 20) + "\"}";
    assertEquals(413, send(owner, "POST", GATE, facts).statusCode());
  }

  private String errors(String... form) {
    return ask(owner, form).path("errors").toString();
  }

  private JsonNode ask(Plane.Member member, String... form) {
    try {
      Files.writeString(
          folder.resolve("header"), "Authorization: Bearer " + plane.token(member) + "\n");
      var command = new ArrayList<String>();
      command.addAll(List.of("curl", "-sS", "--cacert", plane.settings().authority().toString()));
      command.addAll(List.of("-H", "@header"));
      command.addAll(List.of(form));
      command.add(plane.settings().url() + GATE);
      var process = new ProcessBuilder(command).directory(folder.toFile()).start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(process.waitFor(1, TimeUnit.MINUTES), said);
      return JSON.readTree(said);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode get(Plane.Member member, String path) {
    var answer = send(member, "GET", path, "");
    assertEquals(200, answer.statusCode(), answer.body());
    return JSON.readTree(answer.body());
  }

  private static HttpResponse<String> post(Plane.Member member, String path, Object body) {
    return send(member, "POST", path, JSON.writeValueAsString(body));
  }

  private static HttpResponse<String> send(
      Plane.Member member, String method, String path, String body) {
    return plane.send(
        plane
            .request(path)
            .header("Authorization", "Bearer " + plane.token(member))
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
  }

  private void file(String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }

  private static String attestation(TeamKey key) {
    var commit = JSON.readTree(Bundles.FACTS).path("commit").asString();
    var predicate =
        """
        {"buildDefinition": {"buildType": "https://ci.example/build", "externalParameters": {},
            "resolvedDependencies": [
              {"uri": "git+https://git.example/shop", "digest": {"gitCommit": "%s"}}]},
          "runDetails": {"builder": {"id": "https://ci.example/runner"}}}
        """
            .formatted(commit);
    return sealed(key, statement("https://slsa.dev/provenance/v1", predicate));
  }

  private static String statement(String type, String predicate) {
    return """
    {"_type": "https://in-toto.io/Statement/v1",
      "subject": [{"name": "shop", "digest": {"sha256": "%s"}}],
      "predicateType": "%s", "predicate": %s}
    """
        .formatted("a".repeat(64), type, predicate);
  }

  private static String sealed(TeamKey key, String statement) {
    byte[] envelope =
        Envelope.seal(
            "application/vnd.in-toto+json",
            statement.getBytes(StandardCharsets.UTF_8),
            key.pair().signing()::sign);
    return new String(envelope, StandardCharsets.UTF_8);
  }
}
