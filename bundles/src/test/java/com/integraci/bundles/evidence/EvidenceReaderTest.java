package com.integraci.bundles.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.integraci.bundles.policy.BundleRefused;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EvidenceReaderTest {
  private static final EvidenceFile TESTS = file(EvidenceKind.JUNIT, "<testsuite/>");
  private static final EvidenceFile BILL =
      file(
          EvidenceKind.CYCLONEDX,
          """
          {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"purl": "pkg:npm/a"}],
            "vulnerabilities": [{"id": "b"}, {"id": "a"}]}\
          """);
  private static final EvidenceFile SECRETS =
      file(EvidenceKind.SECRETS_SARIF, "{\"version\": \"2.1.0\", \"runs\": [{\"results\": [{}]}]}");

  private static EvidenceFile file(EvidenceKind kind, String content) {
    return new EvidenceFile(kind, kind.name(), content.getBytes(UTF_8));
  }

  private static JsonNode add(JsonNode facts, List<EvidenceFile> files) {
    return new EvidenceReader(List.of()).add("facts.json", facts, files);
  }

  private static String refusal(JsonNode facts, List<EvidenceFile> files) {
    return assertThrows(BundleRefused.class, () -> add(facts, files)).getMessage();
  }

  @Test
  void theSameFilesGiveTheSameBytesInAnyOrder() {
    var facts = Read.facts("{\"findings\": {\"error\": 0, \"warning\": 0, \"note\": 1}}");
    var before = facts.toString();
    var one = add(facts, List.of(TESTS, BILL, SECRETS));
    assertEquals(one.toString(), add(facts, List.of(SECRETS, BILL, TESTS)).toString());
    assertEquals(1, one.at("/evidence/findings/note").asInt());
    assertEquals(1, one.at("/evidence/secrets/found").asInt());
    assertEquals("a", one.at("/evidence/vulnerabilities/0/id").asString());
    assertEquals(before, facts.toString());
  }

  @Test
  void aFactThatIsThereAlreadyIsRefused() {
    var facts =
        Read.facts(
            """
            {"tests": {"passed": 1, "failed": 0, "skipped": 0}, "secrets": {"found": 0}}\
            """);
    assertEquals(
        """
        facts.json: /evidence/secrets: It is here and comes from evidence files too.
        facts.json: /evidence/tests: It is here and comes from evidence files too.\
        """,
        refusal(facts, List.of(TESTS, BILL, SECRETS)));
  }

  @Test
  void everyFileThatIsWrongIsNamed() {
    assertEquals(
        """
        JUNIT:1:8: Its root is html, not testsuite or testsuites.
        SARIF: It is not SARIF 2.1.0.
        ATTESTATION: It is empty.\
        """,
        refusal(
            Read.facts("{}"),
            List.of(
                file(EvidenceKind.JUNIT, "<html/>"),
                TESTS,
                file(EvidenceKind.SARIF, "{}"),
                file(EvidenceKind.ATTESTATION, ""))));
  }

  @Test
  void numberAndSizeOfFilesAreBound() {
    var facts = Read.facts("{}");
    add(facts, Collections.nCopies(EvidenceReader.FILES_MAX, TESTS));
    assertEquals(
        "There are more than 2000 evidence files.",
        refusal(facts, Collections.nCopies(EvidenceReader.FILES_MAX + 1, TESTS)));
    var large =
        file(EvidenceKind.JUNIT, "<testsuite>" + " ".repeat((16 << 20) - 23) + "</testsuite>");
    add(facts, Collections.nCopies(4, large));
    assertEquals(
        "The evidence files are larger than 64 MiB together.",
        refusal(facts, List.of(large, large, large, large, TESTS)));
  }
}
