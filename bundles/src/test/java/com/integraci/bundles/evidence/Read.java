package com.integraci.bundles.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.bundles.policy.BundleRefused;
import com.integraci.bundles.policy.DecisionKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads documents of one kind as a decision would, with the keys that it trusts. */
record Read(EvidenceKind kind, List<TrustedKey> trusted) {

  private static final String FACTS =
      """
      {
        "time": "2026-12-01T08:00:00Z", "gate": "deploy", "service": "shop",
        "commit": "0123456789abcdef0123456789abcdef01234567", "environment": "production",
        "evidence": {}
      }
      """;

  static Read as(EvidenceKind kind, TrustedKey... trusted) {
    return new Read(kind, List.of(trusted));
  }

  /** Facts of a decision with that evidence. */
  static JsonNode facts(String evidence) {
    return DecisionKind.GATE_1.facts(
        "facts", FACTS.replace("\"evidence\": {}", "\"evidence\": " + evidence).getBytes(UTF_8));
  }

  /** The evidence that the documents give, which keeps the schema. */
  JsonNode facts(byte[]... documents) {
    var files = new ArrayList<EvidenceFile>();
    for (byte[] document : documents) {
      files.add(new EvidenceFile(kind, "file-" + files.size(), document));
    }
    var all = new EvidenceReader(trusted).add("facts", facts("{}"), files);
    return DecisionKind.GATE_1.facts("all", all.toString().getBytes(UTF_8)).get("evidence");
  }

  /** They give this evidence, besides what says of attestations that they were signed. */
  void gives(String evidence, String... documents) {
    var given = (ObjectNode) factsOf(documents);
    if (kind == EvidenceKind.ATTESTATION) {
      given.remove(List.of(Attestation.MEMBER, Signed.MEMBER));
    }
    assertEquals(facts(evidence).get("evidence"), given);
  }

  JsonNode factsOf(String... documents) {
    return facts(Stream.of(documents).map(text -> text.getBytes(UTF_8)).toArray(byte[][]::new));
  }

  /** It refuses the document with that in its words. */
  void refuses(String words, byte[] document) {
    var refused = assertThrows(BundleRefused.class, () -> facts(document));
    assertTrue(refused.getMessage().contains(words), refused.getMessage());
    assertTrue(refused.getMessage().startsWith("file-0:"), refused.getMessage());
  }

  void refuses(String words, String document) {
    refuses(words, document.getBytes(UTF_8));
  }
}
