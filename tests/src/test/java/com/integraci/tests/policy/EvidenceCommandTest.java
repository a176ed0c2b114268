package com.integraci.tests.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A decision of {@code integraci policy decide} on the files that a CI left. */
@Tag("isolation")
class EvidenceCommandTest {

  private static final int DONE = 0;
  private static final int USAGE = 2;
  private static final int REFUSED = 41;
  private static final int DENIED = 42;

  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  @TempDir private Path folder;
  private Bundles bundle;
  private KeyPair runner;

  @BeforeEach
  void write() {
    bundle =
        Bundles.in(folder)
            .replacing(
                "rules/gate.rego",
                "input.evidence.tests.failed == 0",
                """
                input.evidence.tests.failed == 0
                	input.evidence.findings == {"error": 0, "warning": 0, "note": 1}
                	input.evidence.secrets.found == 0
                	input.evidence.sbom.purl_types == ["npm"]
                	input.evidence.vulnerabilities == [{"id": "CVE-1", "severity": "low"}]
                	input.evidence.provenance.commit == input.commit
                	input.evidence.provenance.builder == "https://ci.example/runner"\
                """);
    runner = pair();
    file("facts.json", Bundles.FACTS.replaceAll("\"evidence\".*", "\"evidence\": {}"));
    file("a.xml", "<testsuites>" + suite("<testcase/>".repeat(9)) + suite("") + "</testsuites>");
    file("b.xml", suite("<testcase/>".repeat(3) + "<testcase><skipped/></testcase>"));
    file("lint.sarif", sarif("{\"level\": \"note\"}, {\"kind\": \"pass\"}"));
    file("secrets.sarif", sarif(""));
    file(
        "bill.json",
        """
        {"bomFormat": "CycloneDX", "specVersion": "1.6",
          "components": [{"name": "a", "version": "1", "purl": "pkg:npm/a@1"}],
          "vulnerabilities": [{"id": "CVE-1", "ratings": [{"severity": "low"}]}]}
        """);
    file("build.dsse", envelope(runner));
    file("runner.pem", pem(runner));
    file("other.pem", pem(pair()));
  }

  @Test
  void the_files_of_a_ci_are_what_is_decided_on() {
    var allowed = decide("--trust", "other.pem", "runner.pem");
    assertEquals(DONE, allowed.status(), allowed.said());
    assertTrue(allowed.said().startsWith("ALLOWED"), allowed.said());

    file("b.xml", suite("<testcase><error/></testcase>"));
    var denied = decide("--trust", "runner.pem");
    assertEquals(DENIED, denied.status(), denied.said());
    assertTrue(denied.said().contains("too few ran. (1 failed)"), denied.said());

    var none = run("decide", bundle.folder().toString(), "--input", "facts.json");
    assertEquals(DENIED, none.status(), none.said());
    assertTrue(none.said().contains("no evidence     tests_passed"), none.said());
  }

  @Test
  void a_bill_in_spdx_and_a_signed_one_add_up_and_only_the_latter_is_signed() {
    bundle.replacing(
        "rules/gate.rego",
        "input.evidence.sbom.purl_types == [\"npm\"]",
        "input.evidence.sbom.components == 3\n\tinput.evidence.signed == [\"provenance\"]");
    var bill =
        """
        {"spdxVersion": "SPDX-2.3", "packages": [{"SPDXID": "SPDXRef-b", "name": "b"}]}\
        """;
    file("bill.spdx", bill);
    var type = "https://spdx.dev/Document/v2.3";
    file("bill.dsse", envelope(runner, type, bill));
    var allowed =
        decide("--trust", "runner.pem", "--spdx", "bill.spdx", "--attestation", "bill.dsse");
    assertEquals(DONE, allowed.status(), allowed.said());
    file("bill.dsse", envelope(runner, type + "-rc", bill));
    var denied =
        decide("--trust", "runner.pem", "--spdx", "bill.spdx", "--attestation", "bill.dsse");
    assertEquals(DENIED, denied.status(), denied.said());
    file("bill.dsse", envelope(runner, type, bill.replace("2.3", "2.2")));
    var refused = decide("--trust", "runner.pem", "--attestation", "bill.dsse");
    assertEquals(REFUSED, refused.status(), refused.said());
    assertTrue(
        refused.said().contains("bill.dsse: payload: /predicate: It is not SPDX 2.3."),
        refused.said());
  }

  @Test
  void every_file_that_cannot_count_is_named_with_its_place() {
    file(
        "b.xml",
        "<!DOCTYPE testsuite [<!ENTITY a SYSTEM \"facts.json\">]><testsuite>&a;</testsuite>");
    file("lint.sarif", sarif("{\"level\": \"bad\"}"));
    file("secrets.sarif", " ".repeat((16 << 20) + 1));
    var refused = decide("--trust", "other.pem");
    assertEquals(REFUSED, refused.status(), refused.said());
    var lines = refused.said().lines().toList();
    assertEquals(4, lines.size(), refused.said());
    assertTrue(lines.get(0).matches(".*b\\.xml:1:[0-9]+: It has a document type.*"), lines.get(0));
    assertTrue(lines.get(1).contains("lint.sarif: /runs/0/results/0/level: "), lines.get(1));
    assertTrue(lines.get(2).contains("secrets.sarif: It is larger than 16 MiB."), lines.get(2));
    assertTrue(lines.get(3).contains("build.dsse: None of its signatures is by a"), lines.get(3));
  }

  @Test
  void a_fact_has_one_source() {
    file("facts.json", Bundles.FACTS);
    var refused = decide("--trust", "runner.pem");
    assertEquals(REFUSED, refused.status(), refused.said());
    assertTrue(
        refused.said().contains("facts.json: /evidence/tests: It is here and comes from evidence"),
        refused.said());
  }

  @Test
  void a_key_or_file_that_cannot_be_used_is_a_fault_of_the_command_line() {
    assertEquals(REFUSED, decide().status());
    file("many.pem", pem(runner).repeat(17));
    var many = decide("--trust", "many.pem");
    assertEquals(USAGE, many.status(), many.said());
    assertTrue(many.said().contains("more than 16 keys"), many.said());
    for (String unfit : List.of("facts.json", "nowhere.pem")) {
      var ended = decide("--trust", unfit);
      assertEquals(USAGE, ended.status(), ended.said());
      assertTrue(ended.said().contains(unfit), ended.said());
    }
    var ended = decide("--trust", "runner.pem", "--junit", "nowhere.xml");
    assertEquals(USAGE, ended.status(), ended.said());
    assertTrue(ended.said().contains("nowhere.xml can't be read"), ended.said());
  }

  private Ended decide(String... more) {
    var arguments =
        new ArrayList<>(
            List.of(
                "decide",
                bundle.folder().toString(),
                "--input",
                "facts.json",
                "--junit",
                "a.xml",
                "b.xml",
                "--sarif",
                "lint.sarif",
                "--secrets-sarif",
                "secrets.sarif",
                "--cyclonedx",
                "bill.json",
                "--attestation",
                "build.dsse"));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  /** With names of files made paths in the folder. */
  private Ended run(String... arguments) {
    var paths = new ArrayList<String>();
    for (String argument : arguments) {
      boolean file = argument.contains(".") && !argument.contains("/");
      paths.add(file ? folder.resolve(argument).toString() : argument);
    }
    return Ended.policy(paths);
  }

  private void file(String name, String content) {
    try {
      Files.writeString(folder.resolve(name), content);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String suite(String cases) {
    return "<testsuite>" + cases + "</testsuite>";
  }

  private static String sarif(String results) {
    return "{\"version\": \"2.1.0\", \"runs\": [{\"results\": [" + results + "]}]}";
  }

  private static KeyPair pair() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(KeyPair pair) {
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }

  /** Put together by the standards' words, without what reads it. */
  private static String envelope(KeyPair pair) {
    var predicate =
        """
        {"buildDefinition": {
            "buildType": "https://ci.example/build", "externalParameters": {},
            "resolvedDependencies": [{"uri": "git", "digest": {"gitCommit": "%s"}}]},
          "runDetails": {"builder": {"id": "https://ci.example/runner"}}}
        """
            .formatted(COMMIT);
    return envelope(pair, "https://slsa.dev/provenance/v1", predicate);
  }

  private static String envelope(KeyPair pair, String predicateType, String predicate) {
    var statement =
        """
        {"_type": "https://in-toto.io/Statement/v1",
          "subject": [{"name": "shop", "digest": {"sha256": "%s"}}],
          "predicateType": "%s", "predicate": %s}
        """
            .formatted("ab".repeat(32), predicateType, predicate);
    var type = "application/vnd.in-toto+json";
    var signed = "DSSEv1 %d %s %d %s".formatted(type.length(), type, statement.length(), statement);
    try {
      var signer = Signature.getInstance("Ed25519");
      signer.initSign(pair.getPrivate());
      signer.update(signed.getBytes(UTF_8));
      var base64 = Base64.getEncoder();
      return """
      {"payloadType": "%s", "payload": "%s", "signatures": [{"sig": "%s"}]}\
      """
          .formatted(
              type,
              base64.encodeToString(statement.getBytes(UTF_8)),
              base64.encodeToString(signer.sign()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
