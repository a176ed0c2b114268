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
    var statement =
        """
        {"_type": "https://in-toto.io/Statement/v1",
          "subject": [{"name": "shop", "digest": {"sha256": "%s"}}],
          "predicateType": "https://slsa.dev/provenance/v1",
          "predicate": {
            "buildDefinition": {"buildType": "https://ci.example/build", "externalParameters": {},
              "resolvedDependencies": [
                {"uri": "git+https://git.example/shop", "digest": {"gitCommit": "%s"}}]},
            "runDetails": {"builder": {"id": "https://ci.example/runner"}}}}
        """
            .formatted("a".repeat(64), commit);
    byte[] envelope =
        Envelope.seal(
            "application/vnd.in-toto+json",
            statement.getBytes(StandardCharsets.UTF_8),
            key.pair().signing()::sign);
    return new String(envelope, StandardCharsets.UTF_8);
  }
}
