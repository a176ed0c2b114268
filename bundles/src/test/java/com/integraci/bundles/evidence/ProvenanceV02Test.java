package com.integraci.bundles.evidence;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProvenanceV02Test {
  private static final String PREDICATE =
      """
      {"builder": {"id": "https://ci.example/runner"}, "buildType": "https://ci.example/build/v1",
        "invocation": {
          "configSource": {"uri": "git+https://git.example/shop", "entryPoint": "build.yaml:all",
            "digest": {"sha1": "COMMIT"}},
          "parameters": {"flags": "-O3", "inputs": {"a": 1}}, "environment": {"arch": "amd64"}},
        "buildConfig": {"steps": []},
        "metadata": {"buildInvocationId": "1", "reproducible": false,
          "completeness": {"parameters": true, "environment": false, "materials": true, "x": 1}},
        "materials": [
          {"uri": "git+https://git.example/shop", "digest": {"sha1": "COMMIT"}},
          {"uri": "pkg:npm/a", "digest": {"sha1": "OTHER"}}]}\
      """
          .replace("COMMIT", Attested.COMMIT)
          .replace("OTHER", "0".repeat(40));
  private static final String FACTS =
      """
      {"provenance": {"builder": "https://ci.example/runner",
        "build_type": "https://ci.example/build/v1", "source": "git+https://git.example/shop",
        "digest": "sha256:%s", "parameters": ["flags", "inputs"], "entry_point": "build.yaml:all",
        "complete": ["materials", "parameters"], "commit": "%s"}}\
      """
          .formatted(Attested.DIGEST, Attested.COMMIT);
  private static final String FEW =
      """
      {"provenance": {"builder": "https://ci.example/runner", "digest": "sha256:%s",
        "source": "git+https://git.example/shop", "complete": [], "commit": "%s"}}\
      """
          .formatted(Attested.DIGEST, Attested.COMMIT);

  private final Attested signed = Attested.as("https://slsa.dev/provenance/v0.2");

  private static String few(String more) {
    return """
    {"builder": {"id": "https://ci.example/runner"},
      "materials": [{"uri": "git+https://git.example/shop", "digest": {"sha1": "%s"}}]%s}\
    """
        .formatted(Attested.COMMIT, more);
  }

  @Test
  void itGivesTheFactsOfProvenance() {
    signed.gives(FACTS, PREDICATE);
    signed.gives(FACTS, PREDICATE.replace("sha1\": \"01", "gitCommit\": \"01"));
    signed.gives(FACTS, PREDICATE, PREDICATE.replace("amd64", "arm64"));
  }

  @Test
  void whatIsNullIsAbsent() {
    signed.gives(FEW, few(""));
    signed.gives(FEW, few(", \"buildType\": null, \"invocation\": null, \"metadata\": null"));
    signed.gives(
        FEW,
        few(
            """
            , "invocation": {"configSource": null, "parameters": null},
            "metadata": {"completeness": {"parameters": false, "materials": null}}\
            """));
    signed.gives(
        FEW, few(", \"invocation\": {\"configSource\": {\"uri\": null, \"digest\": null}}"));
    signed.gives(FEW, few(", \"metadata\": {\"completeness\": null}"));
  }

  @Test
  void namesOfParametersCountWhenTheBuilderSaysThatTheyAreAll() {
    var parameters = "\"parameters\": [\"flags\", \"inputs\"], ";
    signed.gives(
        FACTS.replace(parameters, "").replace(", \"parameters\"]", "]"),
        PREDICATE.replace("\"parameters\": true", "\"parameters\": false"));
    signed.gives(
        FACTS.replace("\"flags\", \"inputs\"", ""),
        PREDICATE.replace("{\"flags\": \"-O3\", \"inputs\": {\"a\": 1}}", "null"));
    var names =
        IntStream.range(0, 99).mapToObj(i -> "\"p" + i + "\": 1").collect(Collectors.joining(", "));
    signed.refuses(
        "more than 100 external parameters",
        PREDICATE.replace("\"flags\": \"-O3\"", "\"flags\": 1, " + names));
  }

  @ParameterizedTest
  @CsvSource({"git+https, https", "git+https, hg+https"})
  void aDigestOfAnotherPlaceIsNoCommit(String git, String other) {
    signed.refuses(
        "/predicate/materials, with /predicate/invocation/configSource: 0 of them",
        PREDICATE.replace(git, other));
  }

  @Test
  void severalSourcesAreNotChosenFrom() {
    // The configuration of another repository, or of another commit.
    signed.refuses(
        "2 of them", PREDICATE.replaceFirst("git\\+https://git.example/shop", "git+https://b"));
    signed.refuses("2 of them", PREDICATE.replaceFirst("01234567", "76543210"));
    signed.refuses(
        "2 of them", PREDICATE.replace("\"uri\": \"pkg:npm/a\"", "\"uri\": \"git+https://b\""));
    var two = Attested.SUBJECT + ", " + Attested.SUBJECT.replace("ab", "cd");
    signed
        .reader()
        .refuses("It is of 2 artifacts", signed.sealed(signed.statement(two, PREDICATE)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/predicate/builder: It has no id | {'id': | {'x':",
        "/predicate/builder: It has no id | {'id': 'https://ci.example/runner'} | null",
        "/predicate/builder/id: It has 0 characters | https://ci.example/runner |",
        "/predicate/buildType: It is not a text | 'https://ci.example/build/v1' | 1",
        "/predicate/invocation: It is not an object | 'invocation': { | 'invocation': [], 'x': {",
        "/predicate/invocation/configSource/digest/sha1: It is not a digest | {'sha1': '0 |"
            + " {'sha1': 'G",
        "/predicate/invocation/configSource/entryPoint: It is not a text | 'build.yaml:all' | {}",
        "/predicate/invocation/parameters: It is not an object | {'flags': '-O3', | [], 'x': {",
        "/predicate/metadata/completeness/materials: It is not true or false | 'materials': true |"
            + " 'materials': 'true'",
        "/predicate/materials: It is not an array | 'materials': [ | 'materials': {}, 'x': [",
        "/predicate/materials/1/digest: It is not an object | {'sha1': '0000 | 1, 'x': {'sha1':"
            + " '0000",
        "/predicate/materials/1: It is not an object | {'uri': 'pkg:npm/a' | null, {'uri':"
            + " 'pkg:npm/a'",
      })
  void whatIsMalformedIsRefusedAtItsPlace(String given) {
    var parts = given.replace('\'', '"').split(" \\| ?", -1);
    var changed = PREDICATE.replaceFirst(Pattern.quote(parts[1]), parts[2]);
    assertNotEquals(PREDICATE, changed);
    signed.refuses(parts[0], changed);
  }
}
