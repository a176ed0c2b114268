package com.integraci.bundles.evidence;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SarifReportTest {
  private static final Read SARIF = Read.as(EvidenceKind.SARIF);
  private static final Read SECRETS = Read.as(EvidenceKind.SECRETS_SARIF);

  private static final String TOOL =
      """
      {"driver": {"name": "lint", "rules": [
          {"id": "E", "defaultConfiguration": {"level": "error"}},
          {"id": "N", "defaultConfiguration": {"level": "note", "enabled": true}},
          {"id": "W", "defaultConfiguration": {}},
          {"id": "O", "defaultConfiguration": {"level": "none"}},
          {"id": "TWICE", "defaultConfiguration": {"level": "error"}},
          {"id": "TWICE", "defaultConfiguration": {"level": "note"}}]},
       "extensions": [{"name": "more", "rules": [
          {"id": "E", "defaultConfiguration": {"level": "note"}}]}]}\
      """;

  private static String report(String results) {
    return run("\"tool\": " + TOOL + ", \"results\": [" + results + "]");
  }

  private static String run(String members) {
    return "{\"version\": \"2.1.0\", \"runs\": [{" + members + "}]}";
  }

  private static String findings(int error, int warning, int note) {
    return """
    {"findings": {"error": %d, "warning": %d, "note": %d}}\
    """
        .formatted(error, warning, note);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'level': 'error'} | 1 | 0 | 0",
        "{'level': 'error', 'kind': 'fail'} | 1 | 0 | 0",
        "{'level': 'none'} | 0 | 0 | 0",
        "{} | 0 | 1 | 0",
        "{'ruleId': 'unheard-of'} | 0 | 1 | 0",
        "{'ruleId': 'E'} | 1 | 0 | 0",
        "{'ruleId': 'E', 'level': 'note'} | 0 | 0 | 1",
        "{'ruleId': 'E/part/more'} | 1 | 0 | 0",
        "{'ruleId': 'W'} | 0 | 1 | 0",
        "{'ruleId': 'O'} | 0 | 0 | 0",
        "{'ruleId': 'TWICE'} | 1 | 0 | 0",
        "{'ruleIndex': 1} | 0 | 0 | 1",
        "{'ruleIndex': -1, 'ruleId': 'E'} | 1 | 0 | 0",
        "{'rule': {'id': 'E'}} | 1 | 0 | 0",
        "{'rule': {'index': 0}} | 1 | 0 | 0",
        "{'rule': {'id': 'E', 'toolComponent': {'index': 0}}} | 0 | 0 | 1",
        "{'rule': {'index': 0, 'toolComponent': {'name': 'more'}}} | 0 | 0 | 1",
        "{'rule': {'index': 0, 'toolComponent': {'name': 'lint'}}} | 1 | 0 | 0",
        "{'rule': {'index': 0, 'toolComponent': {'index': -1, 'guid': 'g'}}, 'level': 'note'}"
            + " | 0 | 0 | 1",
        "{'level': 'error', 'kind': 'pass'} | 0 | 0 | 0",
        "{'ruleId': 'E', 'kind': 'review'} | 0 | 0 | 0",
        "{'level': 'error', 'baselineState': 'new'} | 1 | 0 | 0",
        "{'level': 'error', 'baselineState': 'updated'} | 1 | 0 | 0",
        "{'level': 'error', 'baselineState': 'unchanged'} | 0 | 0 | 0",
        "{'level': 'error', 'baselineState': 'absent'} | 0 | 0 | 0",
        "{'level': 'error', 'suppressions': []} | 1 | 0 | 0",
        "{'level': 'error', 'suppressions': [{'kind': 'inSource'}]} | 0 | 0 | 0",
        "{'level': 'error', 'suppressions': [{'status': 'accepted'}]} | 0 | 0 | 0",
        "{'level': 'error', 'suppressions': [{'status': 'rejected'}]} | 1 | 0 | 0",
        "{'level': 'error', 'suppressions': [{}, {'status': 'underReview'}]} | 1 | 0 | 0",
      })
  void aResultCountsByTheStandard(String result, int error, int warning, int note) {
    SARIF.gives(findings(error, warning, note), report(result.replace('\'', '"')));
  }

  @Test
  void rulesMayFollowTheResultsAndRunsAndReportsAddUp() {
    var run = "{\"results\": [{\"ruleId\": \"E\"}, {\"ruleIndex\": 1}], \"tool\": " + TOOL + "}";
    var report = "{\"runs\": [" + run + "," + run + "], \"version\": \"2.1.0\"}";
    SARIF.gives(findings(2, 0, 2), report);
    SARIF.gives(findings(4, 1, 4), report, report("{}"), report);
    SARIF.gives(findings(0, 0, 0), report(""));
  }

  @Test
  void aSecretCountsAtAnyLevelAndWhenItIsOld() {
    SECRETS.gives(
        "{\"secrets\": {\"found\": 3}}",
        report(
            """
            {"level": "note"}, {"level": "none"}, {"baselineState": "unchanged"},
            {"baselineState": "absent"}, {"kind": "pass"}, {"suppressions": [{}]}
            """));
    SECRETS.gives("{\"secrets\": {\"found\": 1}}", report("{}"), report(""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"version\": \"2.0.0\", \"runs\": []}",
        "{\"version\": \"2.1.0-rtm.5\", \"runs\": []}",
        "{\"runs\": []}"
      })
  void anotherVersionIsRefused(String report) {
    SARIF.refuses("It is not SARIF 2.1.0", report);
  }

  @Test
  void aToolThatDidNotLookFoundNothingToCount() {
    SARIF.refuses("It has no run", "{\"version\": \"2.1.0\"}");
    SARIF.refuses("It has no run", "{\"version\": \"2.1.0\", \"runs\": []}");
    SARIF.refuses("/runs/0: The run has no results", run("\"tool\": " + TOOL));
    SARIF.refuses("/runs/0/results: It is not an array", run("\"results\": null"));
    SARIF.refuses(
        "The tool says that it failed",
        run("\"results\": [], \"invocations\": [{\"executionSuccessful\": false}]"));
    SARIF.gives(
        findings(0, 0, 0),
        run("\"results\": [], \"invocations\": [{\"executionSuccessful\": true}]"));
  }

  @Test
  void whatStandsElsewhereIsNotGuessed() {
    SARIF.refuses("other files", run("\"results\": [], \"externalPropertyFileReferences\": {}"));
    SARIF.refuses("outside the runs", "{\"version\": \"2.1.0\", \"inlineExternalProperties\": []}");
    SARIF.refuses("Result 1: There is no rule 6", report("{}, {\"ruleIndex\": 6}"));
    SARIF.refuses(
        "no extension 1", report("{\"rule\": {\"id\": \"E\", \"toolComponent\": {\"index\": 1}}}"));
    SARIF.refuses(
        "GUID only", report("{\"rule\": {\"id\": \"E\", \"toolComponent\": {\"guid\": \"g\"}}}"));
    var overridden =
        """
        "invocations": [{"ruleConfigurationOverrides": [{}]}],
        "results": [{"provenance": {"invocationIndex": %d}%s}]\
        """;
    SARIF.refuses("depends on overrides", run(overridden.formatted(0, "")));
    SARIF.gives(findings(0, 1, 0), run(overridden.formatted(-1, "")));
    SARIF.gives(findings(1, 0, 0), run(overridden.formatted(0, ", \"level\": \"error\"")));
  }

  @Test
  void aWordThatTheStandardDoesNotHaveIsRefusedAtItsPlace() {
    SARIF.refuses("/runs/0/results/1/level: It is none of", report("{}, {\"level\": \"Error\"}"));
    SARIF.refuses("/runs/0/results/0/kind: It is none of", report("{\"kind\": \"failed\"}"));
    SARIF.refuses("/baselineState: It is none of", report("{\"baselineState\": \"old\"}"));
    SARIF.refuses(
        "/suppressions/0/status: It is none of",
        report("{\"suppressions\": [{\"status\": \"maybe\"}]}"));
    SARIF.refuses("/ruleIndex: It is not a whole number", report("{\"ruleIndex\": \"0\"}"));
    SARIF.refuses("/ruleIndex: It is too large", report("{\"ruleIndex\": 4294967296}"));
  }
}
