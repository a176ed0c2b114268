package com.integraci.bundles.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of summaries, results of tests, scans and bills that are signed. */
class PredicatesTest {
  private static final String SUMMARY =
      """
      {"verifier": {"id": "https://verify.example/prod", "version": {"x": "1"}},
        "timeVerified": "2026-11-28T09:08:07.65+01:00", "resourceUri": "pkg:oci/shop",
        "policy": {"uri": "https://verify.example/policy", "digest": {"sha256": "x"}},
        "inputAttestations": [{"digest": {"sha256": "y"}}], "verificationResult": "PASSED",
        "verifiedLevels": ["SLSA_SOURCE_LEVEL_2", "SLSA_BUILD_LEVEL_3"],
        "dependencyLevels": {"SLSA_BUILD_LEVEL_1": 5}, "slsaVersion": "1.2"}\
      """;
  private static final String RUN =
      """
      {"result": "WARNED", "configuration": [{"name": "ci.yml"}], "url": "https://ci.example/1",
        "passedTests": ["a", "b", "b"], "warnedTests": ["c"], "failedTests": []}\
      """;
  private static final String SCAN =
      """
      {"scanner": {"uri": "pkg:generic/scanner", "db": {"lastUpdate": "2026-11-28T00:00:00Z"},
          "result": [
            {"id": "CVE-2", "severity": [{"method": "nvd", "score": "MEDIUM"},
              {"method": "cvss_score", "score": "9.0"}], "annotations": [{"x": 1}]},
            {"id": "CVE-1", "severity": [{"method": "vendor", "score": "low"}]},
            {"id": "CVE-1", "severity": [{"method": "vendor", "score": "None"}]}]},
        "metadata": {"scanStartedOn": "x", "scanFinishedOn": "2026-11-28T09:08:07.65Z"}}\
      """;
  private static final String BILL =
      """
      {"bomFormat": "CycloneDX", "specVersion": "1.6",
        "components": [{"name": "a", "version": "1", "purl": "pkg:npm/a@1",
          "licenses": [{"license": {"id": "MIT"}}]}],
        "vulnerabilities": [{"id": "CVE-1", "ratings": [{"severity": "high"}]}]}\
      """;

  private final Attested summary = Attested.as("https://slsa.dev/verification_summary/v1");
  private final Attested tests = summary.of("https://in-toto.io/attestation/test-result/v0.1");
  private final Attested scan = summary.of("https://in-toto.io/attestation/vulns/v0.2");
  private final Attested bill = summary.of("https://cyclonedx.org/bom");

  private static String verified(String levels) {
    return """
    {"verifications": [{"verifier": "https://verify.example/prod", "result": "passed",
      "policy": "https://verify.example/policy", "resource": "pkg:oci/shop",
      "verified": "2026-11-28T08:08:07Z", "levels": [%s], %s"digests": ["sha256:%s"],
      "commits": []}]}\
    """
        .formatted(
            levels,
            levels.contains("BUILD_LEVEL_3") ? "\"build_level\": 3, " : "",
            Attested.DIGEST);
  }

  private static String said(long passed, long failed) {
    return "{\"tests\": {\"passed\": %d, \"failed\": %d, \"skipped\": 0}}"
        .formatted(passed, failed);
  }

  /** Refused with these words when the first such text is another: words, text, other. */
  private static void refusesWithout(Attested by, String predicate, String given) {
    var parts = given.replace('\'', '"').split(" \\| ?", -1);
    var changed = predicate.replaceFirst(Pattern.quote(parts[1]), parts[2]);
    assertNotEquals(predicate, changed);
    by.refuses(parts[0], changed);
  }

  @Test
  void aSummarySaysWhoVerifiedWhatAndWhen() {
    var levels = "\"SLSA_BUILD_LEVEL_3\", \"SLSA_SOURCE_LEVEL_2\"";
    summary.gives(verified(levels), SUMMARY);
    summary.gives(verified(levels), SUMMARY, SUMMARY);
    summary.gives(
        verified("\"FAILED\"").replace("\"passed\"", "\"failed\""),
        SUMMARY
            .replace("PASSED", "FAILED")
            .replaceFirst("\"verifiedLevels\": \\[[^]]*]", "\"verifiedLevels\": [\"FAILED\"]"));
    var both =
        summary
            .reader()
            .factsOf(summary.signed(SUMMARY), summary.signed(SUMMARY.replace("prod", "test")));
    assertEquals(2, both.get("verifications").size());
    assertEquals("[\"verifications\"]", both.get("signed").toString());
    assertEquals("2026-11-28T08:08:07Z", both.at("/attestations/0/at").asString());
  }

  @Test
  void levelsAreBound() {
    var most =
        IntStream.range(10, 30).mapToObj(i -> "\"L" + i + "\"").collect(Collectors.joining(", "));
    var levels = "\\[\"SLSA_SOURCE[^]]*]";
    summary.gives(verified(most), SUMMARY.replaceFirst(levels, "[" + most + "]"));
    summary.refuses(
        "/verifiedLevels/20: There are more than 20 levels",
        SUMMARY.replaceFirst(levels, "[" + most + ", \"M\"]"));
    summary.gives(verified(""), SUMMARY.replaceFirst(levels, "[]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/predicate: It has no verifier.id | 'id' | 'x'",
        "/predicate: It has no timeVerified | 'timeVerified' | 'x'",
        "/predicate: It has no resourceUri | 'resourceUri' | 'x'",
        "/predicate: It has no policy.uri | 'uri' | 'x'",
        "/predicate: It has no verificationResult | 'verificationResult' | 'x'",
        "/predicate: It has no verifiedLevels | 'verifiedLevels' | 'x'",
        "/verifier/id: It has 0 characters | https://verify.example/prod |",
        "/verifier: It is not an object | 'verifier': { | 'verifier': 1, 'x': {",
        "/timeVerified: It is not a time by RFC 3339 | 2026-11-28T09 | 2026-11-31T09",
        "/timeVerified: It is not a time of 2000 to 2099 | 2026-11-28T09 | 1999-11-28T09",
        "/timeVerified: It is not a text | '2026-11-28T09:08:07.65+01:00' | 1",
        "/verificationResult: It is none of FAILED, PASSED | PASSED | passed",
        "/verifiedLevels/1: It is another level of the build track | SLSA_SOURCE | SLSA_BUILD",
        "/verifiedLevels/0: It is not a text | 'SLSA_SOURCE_LEVEL_2' | 2",
        "/verifiedLevels: It is not an array | 'verifiedLevels': | 'verifiedLevels': 3, 'x':",
        "Duplicate | 'slsaVersion' | 'verificationResult'",
      })
  void aSummaryThatIsMalformedIsRefusedAtItsPlace(String given) {
    refusesWithout(summary, SUMMARY, given);
  }

  @Test
  void testsCountByTheirNames() {
    tests.gives(said(4, 0), RUN);
    tests.gives(said(8, 0), RUN, RUN);
    tests.gives(said(4, 2), RUN.replace("\"failedTests\": []", "\"failedTests\": [\"d\", \"e\"]"));
    tests.gives(said(0, 0), "{\"result\": \"PASSED\", \"configuration\": []}");
    // A run that failed is a failure, whether it names one or not.
    tests.gives(said(4, 1), RUN.replace("WARNED", "FAILED"));
    tests.gives(
        said(4, 2),
        RUN.replace("WARNED", "FAILED")
            .replace("\"failedTests\": []", "\"failedTests\": [\"d\", \"e\"]"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/predicate: It has no result | 'result' | 'x'",
        "/predicate: It has no configuration | 'configuration' | 'x'",
        "/result: It is none of FAILED, PASSED, WARNED | WARNED | passed",
        "/configuration: It is not an array | [{'name': 'ci.yml'}] | {}",
        "/configuration/0: It is not an object | {'name': 'ci.yml'} | 'ci.yml'",
        "/passedTests/1: It is not a text | 'b' | 2",
        "/warnedTests: It is not an array | ['c'] | 1",
        "/failedTests: It is not an array | [] | 0",
      })
  void aTestResultThatIsMalformedIsRefusedAtItsPlace(String given) {
    refusesWithout(tests, RUN, given);
  }

  @Test
  void vulnerabilitiesHaveTheWorstOfTheirSeverities() {
    var facts =
        """
        {"vulnerabilities": [{"id": "CVE-1", "severity": "low"},
          {"id": "CVE-2", "severity": "critical"}]}\
        """;
    scan.gives(facts, SCAN);
    var first = scan.of("https://in-toto.io/attestation/vulns/v0.1");
    first.gives(facts, SCAN);
    first.gives(
        "{\"vulnerabilities\": [{\"id\": \"CVE-3\", \"severity\": \"high\"}]}",
        SCAN.replaceFirst(
            "(?s)\\[\\s+\\{\"id\".*?]}]}",
            "[{\"vulnerability\": {\"id\": \"CVE-3\", \"severity\":"
                + " [{\"method\": \"nvd\", \"score\": \"high\"}]}}]}"));
    assertEquals(
        "2026-11-28T09:08:07Z",
        scan.reader().factsOf(scan.signed(SCAN)).at("/attestations/0/at").asString());
    scan.gives(
        "{\"vulnerabilities\": []}", SCAN.replaceFirst("(?s)\\[\\s+\\{\"id\".*?]}]}", "[]}"));
  }

  @Test
  void aScanOpensAgainWhatAnAnalysisSettled() {
    var analysed =
        BILL.replace("\"ratings\"", "\"analysis\": {\"state\": \"not_affected\"}, \"ratings\"");
    var facts = bill.reader().factsOf(bill.signed(analysed));
    assertEquals("not_affected", facts.at("/vulnerabilities/0/state").asString());
    facts = bill.reader().factsOf(bill.signed(analysed), scan.signed(SCAN));
    assertEquals("CVE-1", facts.at("/vulnerabilities/0/id").asString());
    assertEquals("high", facts.at("/vulnerabilities/0/severity").asString());
    assertEquals("", facts.at("/vulnerabilities/0/state").asString(""));
  }

  @ParameterizedTest
  @CsvSource({
    "cvss, 10.0, critical",
    "CVSSv3, 8.99, high",
    "cvss_score, 7, high",
    "cvss, 6.9, medium",
    "cvss, 3.9, low",
    "cvss, 0.1, low",
    "cvss, 0, none",
    "cvss, Critical, critical",
    "cvss, CVSS:3.1/AV:N, unknown",
    "cvss, -1, unknown",
    "nvd, 9.8, unknown",
    "nvd, HIGH, high",
    "vendor, Negligible, unknown",
    "vendor, info, info",
  })
  void aScoreIsAWordOrOneOfCvss(String method, String score, String severity) {
    scan.gives(
        "{\"vulnerabilities\": [{\"id\": \"CVE-9\", \"severity\": \"%s\"}]}".formatted(severity),
        SCAN.replaceFirst(
            "(?s)\\[\\s+\\{\"id\".*?]}]}",
            "[{\"id\": \"CVE-9\", \"severity\": [{\"method\": \"%s\", \"score\": \"%s\"}]}]}"
                .formatted(method, score)));
  }

  @Test
  void vulnerabilitiesAreBound() {
    var most =
        IntStream.rangeClosed(0, Vulnerabilities.MAX)
            .mapToObj(i -> "{\"id\": \"V" + i + "\"}")
            .collect(Collectors.joining(", "));
    scan.refuses(
        "/scanner/result/1000: There are more than 1000 vulnerabilities",
        SCAN.replaceFirst("\"result\": \\[", "\"result\": [" + most + ", "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/predicate: It has no scanner.result, not even an empty one | 'result' | 'x'",
        "/predicate: It has no scanner.result, not even an empty one | 'scanner' | 'x'",
        "/predicate: It has no metadata.scanFinishedOn | 'scanFinishedOn' | 'x'",
        "/metadata/scanFinishedOn: It is not a time | 2026-11-28T09 | x",
        "/scanner/result: It is not an array | 'result': [ | 'result': {}, 'x': [",
        "/scanner/result/0: It is not an object | {'id': 'CVE-2' | 1, {'id': 'CVE-2'",
        "/scanner/result/0: It has no id | 'id' | 'vulnerability'",
        "/scanner/result/0/id: It is not a text | 'CVE-2' | 2",
        "/scanner/result/0/severity: It is not an array | 'severity': [ | 'severity': 1, 'x': [",
        "/scanner/result/0/severity/1/score: It is not a text | '9.0' | 9.0",
        "/scanner/result/0/severity/1: Its score is not of 0 to 10 | 9.0 | 10.1",
      })
  void aScanThatIsMalformedIsRefusedAtItsPlace(String given) {
    refusesWithout(scan, SCAN, given);
  }

  @ParameterizedTest
  @CsvSource({"'', 1.6", "/v1.6, 1.6", "/v1.4, 1.4", "/v1.7, 1.7"})
  void aBillGivesTheSameFactsAsAPlainOne(String suffix, String version) {
    var document = BILL.replace("1.6", version);
    var plain = Read.as(EvidenceKind.CYCLONEDX).factsOf(document);
    var by = bill.of(bill.type() + suffix);
    by.gives(plain.toString(), document);
    var given = by.reader().factsOf(by.signed(document));
    assertEquals("[\"sbom\",\"vulnerabilities\"]", given.get("signed").toString());
    assertEquals("[\"sbom\",\"vulnerabilities\"]", given.at("/attestations/0/gives").toString());
  }

  @Test
  void aBillIsOfTheVersionThatItsTypeSays() {
    bill.of(bill.type() + "/v1.5").refuses("/predicate: It is not CycloneDX 1.5.", BILL);
    bill.refuses("/predicate: It is not CycloneDX 1.4 to 1.7.", BILL.replace("1.6", "1.3"));
    bill.refuses("/predicate: It has neither", BILL.replaceAll("\"(comp|vuln)[a-z]+\"", "\"x$1\""));
    bill.refuses(
        "/predicate/components/0/purl: It is not a package URL", BILL.replace("pkg:", "x:"));
    var spdx = bill.of("https://spdx.dev/Document");
    spdx.refuses("/predicate: It is not SPDX 2.2 or 2.3.", BILL);
    spdx.refuses(
        "/predicate: It is not SPDX 2.2 or 2.3.",
        "{\"spdxVersion\": \"SPDX-3.0\", \"packages\": []}");
    spdx.of(spdx.type() + "/v2.2")
        .refuses("It is not SPDX 2.2.", "{\"spdxVersion\": \"SPDX-2.3\", \"packages\": []}");
    spdx.of(spdx.type() + "/v2.3")
        .gives(
            """
            {"sbom": {"components": 0, "without_version": 0, "without_licence": 0,
              "without_purl": 0, "purl_types": [], "licences": []}}\
            """,
            "{\"spdxVersion\": \"SPDX-2.3\", \"packages\": []}");
  }
}
