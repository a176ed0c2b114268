package com.integraci.bundles.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.bundles.policy.BundleRefused;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttestationTest {
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
  private static final String DIGEST = "ab".repeat(32);
  private static final String STATEMENT =
      """
      {"_type": "https://in-toto.io/Statement/v1",
       "subject": [{"name": "shop", "digest": {"sha512": "x", "sha256": "DIGEST"}}],
       "predicateType": "https://slsa.dev/provenance/v1",
       "predicate": {
         "buildDefinition": {
           "buildType": "https://ci.example/build/v1",
           "externalParameters": {"workflow": {"ref": "main"}, "inputs": 1},
           "resolvedDependencies": [
             {"uri": "pkg:npm/a", "digest": {"sha1": "y"}},
             {"uri": "git+https://git.example/shop", "digest": {"gitCommit": "COMMIT"}}]},
         "runDetails": {"builder": {"id": "https://ci.example/runner", "version": {}},
           "metadata": {"invocationId": "1"}}}}
      """
          .replace("COMMIT", COMMIT)
          .replace("DIGEST", DIGEST);
  private static final String FACTS =
      """
      {"provenance": {"builder": "https://ci.example/runner",
        "build_type": "https://ci.example/build/v1", "source": "git+https://git.example/shop",
        "digest": "sha256:%s", "parameters": ["inputs", "workflow"], "commit": "%s"}}\
      """
          .formatted(DIGEST, COMMIT);

  private final SigningKey key = SigningKey.make(SigningKey.Kind.ED25519);
  private final Read trusting = Read.as(EvidenceKind.ATTESTATION, key.trusted());

  private String signed(String statement) {
    return SigningKey.envelope(statement, key.sign(statement));
  }

  @ParameterizedTest
  @EnumSource(SigningKey.Kind.class)
  void aSignatureOfATrustedKeyHolds(SigningKey.Kind kind) {
    var signer = SigningKey.make(kind);
    var envelope = SigningKey.envelope(STATEMENT, signer.sign(STATEMENT));
    Read.as(EvidenceKind.ATTESTATION, signer.trusted()).gives(FACTS, envelope);
    Read.as(EvidenceKind.ATTESTATION, key.trusted(), signer.trusted()).gives(FACTS, envelope);
    Read.as(EvidenceKind.ATTESTATION, SigningKey.make(kind).trusted())
        .refuses("None of its signatures", envelope);
    Read.as(EvidenceKind.ATTESTATION).refuses("No key is trusted", envelope);
  }

  @Test
  void theStandardsOwnExampleHolds() {
    // Of DSSE 1.0.2, protocol.md, "Test Vectors".
    var example =
        TrustedKey.ofPem(
                """
                -----BEGIN PUBLIC KEY-----
                MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEZ805D3eqNZywjCI19lInBJOp7YMr
                CrzAH3CVTAOQ0jgMeCvVTiaRJaRPRDOv8UMs6U4SvKc6pnrIDOoSYI3fdA==
                -----END PUBLIC KEY-----
                """)
            .getFirst();
    var signature =
        Base64.getDecoder()
            .decode(
                "A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUj"
                    + "W2JIZA==");
    var input =
        Envelope.preAuthentication("http://example.com/HelloWorld", "hello world".getBytes(UTF_8));
    assertEquals(
        "DSSEv1 29 http://example.com/HelloWorld 11 hello world", new String(input, UTF_8));
    assertTrue(example.verifies(input, signature));
    signature[3] ^= 1;
    assertFalse(example.verifies(input, signature));
    assertFalse(example.verifies(input, new byte[64]));
    assertFalse(example.verifies(input, new byte[0]));
  }

  @Test
  void whatWasChangedAfterItWasSignedIsRefused() {
    var signature = key.sign(STATEMENT);
    trusting.refuses(
        "None of its signatures",
        SigningKey.envelope(STATEMENT.replace("runner", "mallory"), signature));
    signature[0] ^= 1;
    trusting.refuses("None of its signatures", SigningKey.envelope(STATEMENT, signature));
    trusting.refuses("None of its signatures", SigningKey.envelope(STATEMENT, new byte[0]));
    trusting.refuses("It is not signed", SigningKey.envelope(STATEMENT));
  }

  @Test
  void theTypeOfThePayloadIsSignedToo() {
    var type = "application/vnd.example+json";
    var input = Envelope.preAuthentication(type, STATEMENT.getBytes(UTF_8));
    var envelope = SigningKey.envelope(STATEMENT, key.signBytes(input));
    trusting.refuses("None of its signatures", envelope);
    trusting.refuses("payload's type", envelope.replace(Envelope.PAYLOAD_TYPE, type));
    trusting.refuses(
        "None of its signatures",
        SigningKey.envelope(STATEMENT, key.signBytes(STATEMENT.getBytes(UTF_8))));
  }

  @Test
  void oneRightSignatureOfSeveralIsEnough() {
    var other = SigningKey.make(SigningKey.Kind.P_256).sign(STATEMENT);
    trusting.gives(FACTS, SigningKey.envelope(STATEMENT, other, key.sign(STATEMENT)));
    trusting.gives(FACTS, SigningKey.envelope(STATEMENT, key.sign(STATEMENT), other));
    trusting.refuses("None of its signatures", SigningKey.envelope(STATEMENT, other, other));
    var most = new byte[Envelope.SIGNATURES_MAX][];
    Arrays.fill(most, other);
    most[most.length - 1] = key.sign(STATEMENT);
    trusting.gives(FACTS, SigningKey.envelope(STATEMENT, most));
    var more = Arrays.copyOf(most, most.length + 1);
    more[most.length] = other;
    trusting.refuses(
        "/signatures/16: There are more than 16", SigningKey.envelope(STATEMENT, more));
  }

  @Test
  void payloadAndKeysAreBound() {
    int room = Envelope.PAYLOAD_BYTES_MAX - STATEMENT.getBytes(UTF_8).length;
    trusting.gives(FACTS, signed(STATEMENT + " ".repeat(room)));
    trusting.refuses("payload is larger than 4 MiB", signed(STATEMENT + " ".repeat(room + 1)));
    new EvidenceReader(Collections.nCopies(EvidenceReader.KEYS_MAX, key.trusted()));
    var more = Collections.nCopies(EvidenceReader.KEYS_MAX + 1, key.trusted());
    assertThrows(IllegalArgumentException.class, () -> new EvidenceReader(more));
  }

  @Test
  void bothAlphabetsOfBase64AreRead() {
    // What Base64 spells with characters that differ between the alphabets.
    var statement = STATEMENT.replace("\"1\"", "\"??>>~~ \u00ff\u00fe??>>~~\"");
    var standard = signed(statement);
    trusting.gives(FACTS, standard);
    var url = Base64.getUrlEncoder();
    var payload = url.encodeToString(statement.getBytes(UTF_8));
    assertTrue(payload.contains("-") || payload.contains("_"), payload);
    var envelope =
        standard
            .replace(Base64.getEncoder().encodeToString(statement.getBytes(UTF_8)), payload)
            .replace(
                Base64.getEncoder().encodeToString(key.sign(statement)),
                url.encodeToString(key.sign(statement)));
    assertTrue(envelope.contains(payload), envelope);
    trusting.gives(FACTS, envelope);
    trusting.gives(FACTS, envelope.replace("=", ""));
    trusting.refuses("/payload: It is not Base64", standard.replace("\"ey", "\"e y"));
    trusting.refuses("/payload: It is not Base64", standard.replace("\"ey", "\"-+"));
    trusting.refuses(
        "/signatures/0/sig: It is too long", SigningKey.envelope(STATEMENT, new byte[999]));
  }

  @ParameterizedTest
  @ValueSource(strings = {"in-toto.io/Statement/v1.1", "in-toto.io/Statement/v1-rc1", "x"})
  void whatIsNoStatementIsRefusedForWhatItIs(String type) {
    trusting.refuses(
        "It is not an in-toto statement",
        signed(STATEMENT.replace("in-toto.io/Statement/v1", type)));
    trusting.refuses("It is not an in-toto statement", signed("{}"));
    trusting.refuses("payload: It is not an object", signed("[]"));
    trusting.refuses("payload: ", signed("{"));
  }

  @Test
  void whatIsNotSaidIsAbsentAndWhatMustBeIsRefused() {
    trusting.gives(
        """
        {"provenance": {"builder": "https://ci.example/runner", "commit": "%s"}}\
        """
            .formatted(COMMIT),
        signed(
            STATEMENT
                .replace("\"buildType\"", "\"x1\"")
                .replace("\"externalParameters\"", "\"x2\"")
                .replace("\"uri\"", "\"x3\"")
                .replace("\"sha256\"", "\"x4\"")));
    trusting.refuses("builder: It has no id", signed(STATEMENT.replace("\"id\"", "\"x\"")));
    trusting.refuses("0 of them have a gitCommit", signed(STATEMENT.replace("gitCommit", "sha2")));
    trusting.refuses(
        "/subject: It is of no artifact", signed(STATEMENT.replace("\"subject\"", "\"x\"")));
  }

  @Test
  void severalArtifactsOrSourcesAreNotChosenFrom() {
    var subject = "{\"digest\": {\"sha256\": \"%s\"}}";
    var subjects = STATEMENT.replace("\"subject\": [", "\"subject\": [%s, ");
    trusting.gives(FACTS, signed(subjects.replace("%s", subject.formatted(DIGEST))));
    trusting.refuses(
        "It is of 2 artifacts", signed(subjects.replace("%s", subject.formatted("cd".repeat(32)))));
    trusting.refuses("It is of 2 artifacts", signed(subjects.replace("%s", "{}")));
    trusting.refuses(
        "2 of them have a gitCommit",
        signed(STATEMENT.replace("{\"sha1\": \"y\"}", "{\"gitCommit\": \"" + COMMIT + "\"}")));
  }

  @Test
  void whatTheFactsCannotHoldIsRefusedAtItsPlace() {
    var builder = "/predicate/runDetails/builder/id: It has ";
    trusting.refuses(
        "payload: " + builder + "201",
        signed(STATEMENT.replace("https://ci.example/runner", "x".repeat(201))));
    trusting.refuses(builder + "0", signed(STATEMENT.replace("https://ci.example/runner", "")));
    trusting.refuses(
        "/digest/gitCommit: It is not a digest",
        signed(STATEMENT.replace(COMMIT, COMMIT.substring(1))));
    trusting.refuses(
        "/subject/0/digest/sha256: It is not a digest",
        signed(STATEMENT.replace(DIGEST, DIGEST.replace('a', 'A'))));
    trusting.refuses(
        "/resolvedDependencies/1: It has 201",
        signed(STATEMENT.replace("git+https://git.example/shop", "x".repeat(201))));
    trusting.refuses(
        "/externalParameters/: It has 0", signed(STATEMENT.replace("\"inputs\"", "\"\"")));
    var names =
        IntStream.range(0, 99).mapToObj(i -> "\"p" + i + "\": 1").collect(Collectors.joining(", "));
    trusting.refuses(
        "more than 100 external parameters",
        signed(STATEMENT.replace("\"inputs\": 1", "\"inputs\": 1, " + names)));
    trusting.refuses("Duplicate", signed(STATEMENT.replace("\"inputs\"", "\"workflow\"")));
  }

  @Test
  void ofSeveralAttestationsOnlyOneCanCount() {
    trusting.gives(FACTS, signed(STATEMENT), signed(STATEMENT.replace("sha512", "sha384")));
    var one = signed(STATEMENT).getBytes(UTF_8);
    var other = signed(STATEMENT.replace("runner", "other")).getBytes(UTF_8);
    var refused = assertThrows(BundleRefused.class, () -> trusting.facts(one, other));
    assertEquals(
        "file-1: It says something else than another attestation: only one can count.",
        refused.getMessage());
  }
}
