package com.integraci.bundles.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.bundles.policy.BundleRefused;
import com.integraci.bundles.policy.DecisionKind;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class StatementTest {
  private static final String TESTS = "https://in-toto.io/attestation/test-result/v0.1";
  private static final String BILL = "https://cyclonedx.org/bom";
  private static final String UNKNOWN = "https://ci.example/smoke/v3";
  private static final String PASSED =
      "{\"result\": \"PASSED\", \"configuration\": [], \"passedTests\": [\"a\"]}";
  private static final String EMPTY_BILL =
      "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.6\", \"components\": []}";

  private final Attested tests = Attested.as(TESTS);
  private final Attested unknown = tests.of(UNKNOWN);

  private JsonNode attestation(String... envelopes) {
    return tests.reader().factsOf(envelopes).at("/attestations/0");
  }

  private static String times(int count, String format) {
    return IntStream.range(0, count)
        .mapToObj(i -> format.replace("#", "%064x".formatted(i)))
        .collect(Collectors.joining(", "));
  }

  @Test
  void whatWasSignedAndByWhomIsAFact() {
    assertEquals(
        """
        {"attestations":[{"predicate_type":"%s","read":true,"gives":["tests"],"key":"%s",\
        "digests":["sha256:%s"],"commits":[]}],"signed":["tests"],\
        "tests":{"passed":1,"failed":0,"skipped":0}}\
        """
            .formatted(TESTS, tests.key().trusted().id(), Attested.DIGEST),
        tests.reader().factsOf(tests.signed(PASSED)).toString());
  }

  @Test
  void bothVersionsOfTheStatementAreRead() {
    var statement = tests.statement(Attested.SUBJECT, PASSED);
    var before = statement.replace("Statement/v1", "Statement/v0.1");
    assertTrue(before.contains("v0.1\", \"subject"), before);
    assertEquals(
        tests.reader().factsOf(tests.sealed(statement)),
        tests.reader().factsOf(tests.sealed(before)));
  }

  @Test
  void ofATypeThatIsNotReadThatAloneIsAFact() {
    var said = "{\"result\": \"PASSED\", \"passedTests\": [\"a\"], \"bomFormat\": {}}";
    assertEquals(
        """
        {"attestations":[{"predicate_type":"%s","read":false,"gives":[],"key":"%s",\
        "digests":["sha256:%s"],"commits":[]}],"signed":[]}\
        """
            .formatted(UNKNOWN, tests.key().trusted().id(), Attested.DIGEST),
        tests.reader().factsOf(unknown.signed(said)).toString());
    // Also of one that is nearly known, of a form that nobody agreed on, and without contents.
    for (String type :
        List.of(
            TESTS + "/",
            TESTS.replace("v0.1", "v0.2"),
            BILL + "/v1.3",
            "cosign.sigstore.dev/attestation/vuln/v1")) {
      var other = tests.of(type);
      var given = attestation(other.signed(said));
      assertEquals(type, given.get("predicate_type").asString());
      assertEquals(false, given.get("read").asBoolean());
    }
    var bare = unknown.statement(Attested.SUBJECT, "1").replace("\"predicate\"", "\"x\"");
    assertEquals(UNKNOWN, attestation(tests.sealed(bare)).get("predicate_type").asString());
  }

  @Test
  void whatAPlainFileAddsToIsNotSigned() {
    var bill = tests.of(BILL).signed(EMPTY_BILL);
    assertEquals("[\"sbom\",\"tests\"]", signed(tests.signed(PASSED), bill));
    var files = new ArrayList<EvidenceFile>();
    files.add(file(EvidenceKind.ATTESTATION, tests.signed(PASSED)));
    files.add(file(EvidenceKind.ATTESTATION, bill));
    files.add(file(EvidenceKind.JUNIT, "<testsuite><testcase/></testsuite>"));
    var evidence = evidence(files);
    assertEquals("[\"sbom\"]", evidence.get("signed").toString());
    assertEquals(2, evidence.at("/tests/passed").asInt());
    assertEquals(evidence, evidence(files.reversed()));
    files.add(file(EvidenceKind.CYCLONEDX, EMPTY_BILL));
    assertEquals("[]", evidence(files).get("signed").toString());
    files.removeIf(EvidenceFile::signed);
    assertTrue(evidence(files).path("signed").isMissingNode());
    assertTrue(evidence(files).path("attestations").isMissingNode());
  }

  @Test
  void whatNobodyTrustedSignedGivesNothingNotEvenItsType() {
    for (String statement :
        List.of(
            tests.statement(Attested.SUBJECT, PASSED),
            unknown.statement(Attested.SUBJECT, "{}"),
            "{\"malformed\": ")) {
      var stranger = SigningKey.make(SigningKey.Kind.P_256).sign(statement);
      tests.reader().refuses("None of its signatures", SigningKey.envelope(statement, stranger));
      tests.reader().refuses("It is not signed", SigningKey.envelope(statement));
    }
  }

  @Test
  void aFalseSignatureBesideARightOneDoesNotHarmAndIsNotNamed() {
    var statement = tests.statement(Attested.SUBJECT, PASSED);
    var right = tests.key().sign(statement);
    var stranger = SigningKey.make(SigningKey.Kind.P_384).sign(statement);
    for (String envelope :
        List.of(
            SigningKey.envelope(statement, stranger, new byte[0], right),
            SigningKey.envelope(statement, right, right, stranger))) {
      assertEquals(tests.key().trusted().id(), attestation(envelope).get("key").asString());
    }
  }

  @Test
  void theSameStatementIsThereOnceAndOthersInOneOrder() {
    var one = tests.signed(PASSED);
    var other = unknown.signed("{}");
    var facts = tests.reader().factsOf(one, other, other);
    assertEquals(2, facts.get("attestations").size());
    assertEquals(facts.toString(), tests.reader().factsOf(other, other, one).toString());
    var commit = "{\"digest\": {\"gitCommit\": \"%s\"}}".formatted(Attested.COMMIT);
    var envelopes =
        IntStream.rangeClosed(0, Listed.MAX)
            .mapToObj(i -> tests.of(UNKNOWN + i))
            .map(each -> each.sealed(each.statement(commit, "{}")))
            .toArray(String[]::new);
    var most = List.of(envelopes).subList(0, Listed.MAX).toArray(String[]::new);
    assertEquals(Listed.MAX, tests.reader().factsOf(most).get("attestations").size());
    var refused = assertThrows(BundleRefused.class, () -> tests.reader().factsOf(envelopes));
    assertEquals("file-50: There are more than 50 attestations.", refused.getMessage());
  }

  @Test
  void whatItIsAboutIsTakenByDigestsThatCanBeMatched() {
    var subjects =
        """
        {"name": "a", "digest": {"sha512": "x", "sha256": "%s"}}, {"digest": {"sha1": "y"}},
        {"digest": {"gitCommit": "%s"}}, {"name": "no digest"}\
        """
            .formatted(Attested.DIGEST, Attested.COMMIT);
    var given = attestation(tests.sealed(tests.statement(subjects, PASSED)));
    assertEquals("[\"sha256:%s\"]".formatted(Attested.DIGEST), given.get("digests").toString());
    assertEquals("[\"%s\"]".formatted(Attested.COMMIT), given.get("commits").toString());
    var digest = "{\"digest\": {\"sha256\": \"#\"}}";
    var most = attestation(tests.sealed(tests.statement(times(50, digest), PASSED)));
    assertEquals(50, most.get("digests").size());
    tests
        .reader()
        .refuses(
            "payload: /subject/50: There are more than 50 artifacts",
            tests.sealed(tests.statement(times(51, digest), PASSED)));
  }

  @ParameterizedTest
  @ValueSource(strings = {UNKNOWN, TESTS})
  void aMalformedStatementIsRefusedWithItsPlaceWhateverItsType(String type) {
    var each = tests.of(type);
    refused(each, "/subject: It is of no artifact", each.statement("", PASSED));
    refused(each, "/subject: It is not an array", each.statement("", PASSED).replace("[]", "{}"));
    refused(each, "/subject/0: It is not an object", each.statement("1", PASSED));
    refused(
        each, "/subject/0/digest: It is not an object", each.statement("{\"digest\": 1}", "{}"));
    refused(
        each,
        "/subject/0/digest/sha256: It is not a digest",
        each.statement(Attested.SUBJECT.replace("ab", "AB"), PASSED));
    refused(
        each,
        "/subject/0/digest/gitCommit: It is not a digest",
        each.statement("{\"digest\": {\"gitCommit\": \"abc\"}}", PASSED));
    var statement = each.statement(Attested.SUBJECT, PASSED);
    refused(each, "It has no predicateType", statement.replace("predicateType", "x"));
    refused(each, "/predicateType: It is not a text", statement.replace("\"" + type + "\"", "1"));
    refused(
        each, "/predicateType: It has 201 characters", statement.replace(type, "x".repeat(201)));
    refused(each, "/predicateType: It has 0 characters", statement.replace(type, ""));
    refused(each, "control character", statement.replace(type, "a\\u0007b"));
    refused(each, "Something follows", statement + "{}");
  }

  @ParameterizedTest
  @ValueSource(strings = {UNKNOWN, TESTS})
  void hostileContentsAreRefusedWhateverTheirType(String type) {
    var each = tests.of(type);
    var deep = "[".repeat(200) + "]".repeat(200);
    refused(
        each, "more than 100 levels", each.statement(Attested.SUBJECT, "{\"x\": " + deep + "}"));
    refused(each, "Duplicate", each.statement(Attested.SUBJECT, "{\"x\": 1, \"x\": 2}"));
    refused(
        each,
        "Duplicate",
        each.statement(Attested.SUBJECT, PASSED)
            .replace("\"_type\"", "\"predicate\": {}, \"_type\""));
    var many = "{\"x\": [" + "1,".repeat(1_000_000) + "1]}";
    refused(each, "more than 1000000 names and values", each.statement(Attested.SUBJECT, many));
    refused(
        each,
        "a number or a name that is too long",
        each.statement(Attested.SUBJECT, "{\"x\": " + "9".repeat(2_000) + "}"));
  }

  @Test
  void aTypeThatIsReadNeedsItsContents() {
    var bare = tests.statement(Attested.SUBJECT, PASSED).replace("\"predicate\"", "\"x\"");
    refused(tests, "payload: It has no predicate.", bare);
    for (String other : List.of("1", "[]", "null", "\"text\"")) {
      tests.refuses("/predicate: It is not an object", other);
    }
  }

  @Test
  void anEnvelopeIsReadAsStrictly() {
    var envelope = tests.signed(PASSED);
    var reader = tests.reader();
    reader.refuses(
        "Duplicate", envelope.replace("{\"payload\"", "{\"payload\": \"\", \"payload\""));
    reader.refuses("payload's type", envelope.replace("vnd.in-toto+json", "vnd.in-toto+jso"));
    reader.refuses("payload's type", envelope.replace("payloadType", "type"));
    reader.refuses(
        "/payload: It is not a text", envelope.replaceAll("payload\": \"[^\"]+\"", "payload\": 1"));
    reader.refuses(
        "None of its signatures", envelope.replaceAll("payload\": \"[^\"]+\"", "payload\": \"\""));
    reader.refuses("/signatures: It is not an array", envelope.replaceAll("\\[\\{.*", "{}}"));
    reader.refuses("/signatures/0: It is not an object", envelope.replaceAll("\\[\\{.*", "[1]}"));
    reader.refuses("It is not signed", envelope.replaceAll("\"sig\"", "\"signature\""));
    var payload = Base64.getEncoder().encodeToString("[".repeat(200).getBytes(UTF_8));
    reader.refuses(
        "None of its signatures",
        envelope.replaceAll("payload\": \"[^\"]+\"", "payload\": \"" + payload + "\""));
  }

  private static void refused(Attested by, String words, String statement) {
    by.reader().refuses(words, by.sealed(statement));
  }

  private String signed(String... envelopes) {
    return tests.reader().factsOf(envelopes).get("signed").toString();
  }

  private static EvidenceFile file(EvidenceKind kind, String content) {
    return new EvidenceFile(kind, kind.name(), content.getBytes(UTF_8));
  }

  private JsonNode evidence(List<EvidenceFile> files) {
    var reader = new EvidenceReader(List.of(tests.key().trusted()));
    var all = reader.add("facts", Read.facts("{}"), files);
    return DecisionKind.GATE_1.facts("all", all.toString().getBytes(UTF_8)).get("evidence");
  }
}
