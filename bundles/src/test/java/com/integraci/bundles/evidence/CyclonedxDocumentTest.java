package com.integraci.bundles.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CyclonedxDocumentTest {
  private static final Read BILL = Read.as(EvidenceKind.CYCLONEDX);

  private static String document(String members) {
    return "{\"bomFormat\": \"CycloneDX\", \"specVersion\": \"1.6\", " + members + "}";
  }

  private static String components(String components) {
    return document("\"components\": [" + components + "]");
  }

  private static String vulnerabilities(String vulnerabilities) {
    return document("\"vulnerabilities\": [" + vulnerabilities + "]");
  }

  private static String rated(String ratings) {
    return vulnerabilities("{\"id\": \"CVE-1\", \"ratings\": [" + ratings + "]}");
  }

  @Test
  void componentsCountWithThoseWithinThem() {
    BILL.gives(
        """
        {"sbom": {"components": 5, "without_version": 2, "without_licence": 3, "without_purl": 3,
          "purl_types": ["maven", "npm"], "licences": ["Apache-2.0", "MIT"]}}\
        """,
        components(
            """
            {"name": "a", "version": "1", "purl": "pkg:maven/g/a@1",
              "licenses": [{"license": {"id": "MIT"}}],
              "components": [
                {"name": "b", "version": "", "purl": "pkg:NPM/b@1",
                  "components": [{"name": "c", "version": "2"}]},
                {"name": "d", "purl": "", "licenses": [{"license": {"name": "Apache License"}}]}],
              "pedigree": {"ancestors": [{"name": "not one"}]}},
            {"name": "e", "version": "3", "licenses": [{"expression": "MIT OR Apache-2.0"}]}
            """));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MIT | MIT",
        "(MIT OR Apache-2.0) AND ISC | Apache-2.0 ISC MIT",
        "GPL-2.0-only WITH Classpath-exception-2.0 | GPL-2.0-only",
        "((GPL-2.0+)) | GPL-2.0+",
        "DocumentRef-a:LicenseRef-b or MIT | DocumentRef-a:LicenseRef-b MIT",
      })
  void anExpressionGivesItsLicences(String expression, String licences) {
    var facts =
        BILL.facts(
            components("{\"licenses\": [{\"expression\": \"" + expression + "\"}]}")
                .getBytes(UTF_8));
    assertEquals(
        licences,
        facts
            .at("/sbom/licences")
            .valueStream()
            .map(id -> id.asString())
            .collect(Collectors.joining(" ")));
    assertEquals(0, facts.at("/sbom/without_licence").asInt());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "()",
        "MIT OR",
        "OR MIT",
        "MIT Apache-2.0",
        "(MIT",
        "MIT)",
        "MIT WITH (x)",
        "MIT/ISC",
        "MIT (ISC)",
        "MIT) OR (ISC",
        "() MIT",
        "MIT WITH",
        "MIT AND AND ISC",
        ")MIT("
      })
  void whatIsNoExpressionIsRefused(String expression) {
    BILL.refuses(
        "/components/0/licenses/0/expression: It is not an SPDX",
        components("{\"licenses\": [{\"expression\": \"" + expression + "\"}]}"));
  }

  @Test
  void eachVulnerabilityCountsOnceAtItsWorst() {
    BILL.gives(
        """
        {"vulnerabilities": [
          {"id": "CVE-1", "severity": "critical", "published": "2026-01-31T23:00:01Z"},
          {"id": "CVE-2", "severity": "unknown", "state": "exploitable"},
          {"id": "CVE-3", "severity": "low", "state": "not_affected"}]}\
        """,
        vulnerabilities(
            """
            {"id": "CVE-2", "analysis": {"state": "exploitable", "detail": "x"}},
            {"id": "CVE-1", "published": "2026-02-01T01:00:01.9+02:00",
              "ratings": [{"severity": "low"}, {"severity": "critical"}, {"severity": "none"}],
              "analysis": {"state": "false_positive"}},
            {"id": "CVE-2", "analysis": {"state": "resolved"}},
            {"id": "CVE-1", "published": "2026-03-01T00:00:00Z", "ratings": []},
            {"id": "CVE-3", "ratings": [{"severity": "low"}],
              "analysis": {"state": "not_affected"}}
            """));
  }

  @ParameterizedTest
  @CsvSource({
    "10, CVSSv4, critical",
    "9.0, CVSSv31, critical",
    "8.9, CVSSv3, high",
    "7, CVSSv31, high",
    "6.9, CVSSv31, medium",
    "4.0, CVSSv31, medium",
    "3.9, CVSSv31, low",
    "0.1, CVSSv31, low",
    "0, CVSSv31, none",
    "10, CVSSv2, unknown",
    "10, OWASP, unknown",
    "-1, CVSSv31, unknown",
  })
  void aScoreCountsWhereNoWordStands(String score, String method, String severity) {
    BILL.gives(
        "{\"vulnerabilities\": [{\"id\": \"CVE-1\", \"severity\": \"" + severity + "\"}]}",
        rated("{\"score\": " + score + ", \"method\": \"" + method + "\"}"));
  }

  @Test
  void whatIsAbsentWasNotFoundOut() {
    BILL.gives("{\"vulnerabilities\": []}", vulnerabilities(""));
    BILL.gives(
        """
        {"sbom": {"components": 0, "without_version": 0, "without_licence": 0, "without_purl": 0,
          "purl_types": [], "licences": []}}\
        """,
        components(""));
    BILL.refuses("neither components nor", document("\"metadata\": {}"));
  }

  @Test
  void documentsAddUp() {
    BILL.gives(
        """
        {"sbom": {"components": 3, "without_version": 3, "without_licence": 3, "without_purl": 1,
            "purl_types": ["gem", "npm"], "licences": []},
          "vulnerabilities": [
            {"id": "CVE-1", "severity": "high"}, {"id": "CVE-2", "severity": "unknown"}]}\
        """,
        document(
            """
            "components": [{}, {"purl": "pkg:npm/a"}], "vulnerabilities": [
              {"id": "CVE-2"}, {"id": "CVE-1", "analysis": {"state": "resolved"}}]\
            """),
        components("{\"purl\": \"pkg:gem/a\"}"),
        rated("{\"severity\": \"high\"}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.3", "1.8", "2.0", ""})
  void anotherVersionIsRefused(String version) {
    BILL.refuses(
        "It is not CycloneDX 1.4 to 1.7", components("").replace("\"1.6\"", "\"" + version + "\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.4", "1.5", "1.6", "1.7"})
  void theVersionsAreRead(String version) {
    BILL.facts(components("").replace("\"1.6\"", "\"" + version + "\"").getBytes(UTF_8));
  }

  @Test
  void whatTheFactsCannotHoldIsRefusedAtItsPlace() {
    BILL.refuses("It is not CycloneDX", components("").replace("CycloneDX", "SPDX"));
    BILL.refuses("/components/0/purl: It is not a package", components("{\"purl\": \"npm/a\"}"));
    BILL.refuses("/components/0/version: It is not a text", components("{\"version\": 1}"));
    BILL.refuses(
        "/license/id: It has 201 characters",
        components("{\"licenses\": [{\"license\": {\"id\": \"" + "x".repeat(201) + "\"}}]}"));
    BILL.refuses("/vulnerabilities/0: It has no id", vulnerabilities("{}"));
    BILL.refuses("/vulnerabilities/0/id: It has 0", vulnerabilities("{\"id\": \"\"}"));
    BILL.refuses("control character", vulnerabilities("{\"id\": \"a\\u0000\"}"));
    BILL.refuses("half of a character", vulnerabilities("{\"id\": \"a\\ud83d\"}"));
    BILL.refuses("/ratings/1/severity: It is none of", rated("{}, {\"severity\": \"High\"}"));
    BILL.refuses("/score: It is not a number", rated("{\"score\": \"9\"}"));
    BILL.refuses(
        "/analysis/state: It is none of",
        vulnerabilities("{\"id\": \"a\", \"analysis\": {\"state\": \"not_analysed\"}}"));
    for (String time :
        new String[] {"1999-12-31T23:59:59Z", "2100-01-01T00:00:00Z", "2026-01-01"}) {
      BILL.refuses(
          "/vulnerabilities/0/published: It is not a time",
          vulnerabilities("{\"id\": \"a\", \"published\": \"" + time + "\"}"));
    }
  }

  private static String many(int count, String item) {
    return IntStream.range(0, count)
        .mapToObj(number -> item.replace("#", Integer.toString(number)))
        .collect(Collectors.joining(","));
  }

  @Test
  void listsAreBoundAsTheSchemaHasThem() {
    var licence = "{\"licenses\": [{\"license\": {\"id\": \"L-#\"}}]}";
    BILL.facts(bytes(components(many(500, licence))));
    BILL.refuses("more than 500 licences", components(many(501, licence)));
    var purl = "{\"purl\": \"pkg:t#/a\"}";
    BILL.facts(bytes(components(many(100, purl))));
    BILL.refuses("more than 100 types", components(many(101, purl)));
    var vulnerability = "{\"id\": \"CVE-#\"}";
    BILL.facts(bytes(vulnerabilities(many(1000, vulnerability))));
    BILL.refuses("more than 1000 vulnerabilities", vulnerabilities(many(1001, vulnerability)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
