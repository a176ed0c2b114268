package com.integraci.bundles.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpdxDocumentTest {
  private static final Read BILL = Read.as(EvidenceKind.SPDX);
  private static final String PACKAGES =
      """
      {"SPDXID": "SPDXRef-a", "name": "a", "versionInfo": "1", "licenseConcluded": "MIT",
        "licenseDeclared": "GPL-2.0-only", "externalRefs": [
          {"referenceCategory": "SECURITY", "referenceType": "cpe23Type",
            "referenceLocator": "cpe:2.3:a"},
          {"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl",
            "referenceLocator": "pkg:NPM/a@1"}]},
      {"SPDXID": "SPDXRef-b", "name": "b", "versionInfo": "NOASSERTION",
        "licenseConcluded": "NOASSERTION", "licenseDeclared": "Apache-2.0 OR ISC"},
      {"SPDXID": "SPDXRef-c", "name": "c", "versionInfo": "", "licenseConcluded": "NONE"},
      {"SPDXID": "SPDXRef-shop", "name": "shop"}\
      """;

  private static String document(String packages, String more) {
    return "{\"spdxVersion\": \"SPDX-2.3\", \"SPDXID\": \"SPDXRef-DOCUMENT\", \"packages\": ["
        + packages
        + "]"
        + more
        + "}";
  }

  private static String facts(int components) {
    return """
    {"sbom": {"components": %d, "without_version": %d, "without_licence": %d, "without_purl": %d,
      "purl_types": ["npm"], "licences": ["Apache-2.0", "ISC", "MIT"]}}\
    """
        .formatted(components, components - 1, components - 2, components - 1);
  }

  private static String relationship(String from, String type, String to) {
    return """
    , "relationships": [{"spdxElementId": "%s", "relationshipType": "%s",
      "relatedSpdxElement": "%s"}]\
    """
        .formatted(from, type, to);
  }

  @Test
  void packagesCountAndWhatIsConcludedOutweighsWhatIsDeclared() {
    BILL.gives(facts(4), document(PACKAGES, ""));
    BILL.gives(facts(4), document(PACKAGES, "").replace("SPDX-2.3", "SPDX-2.2"));
  }

  @ParameterizedTest
  @CsvSource({
    "SPDXRef-DOCUMENT, DESCRIBES, SPDXRef-shop, 3",
    "SPDXRef-shop, DESCRIBED_BY, SPDXRef-DOCUMENT, 3",
    "SPDXRef-shop, DESCRIBES, SPDXRef-DOCUMENT, 4",
    "SPDXRef-a, DESCRIBES, SPDXRef-shop, 4",
    "SPDXRef-DOCUMENT, CONTAINS, SPDXRef-shop, 4",
    "SPDXRef-DOCUMENT, DESCRIBES, SPDXRef-else, 4",
  })
  void theOnePackageThatIsDescribedIsNoComponent(
      String from, String type, String to, int components) {
    BILL.gives(facts(components), document(PACKAGES, relationship(from, type, to)));
  }

  @Test
  void ofSeveralThatAreDescribedEachIsAComponent() {
    var one = ", \"documentDescribes\": [\"SPDXRef-shop\"]";
    BILL.gives(facts(3), document(PACKAGES, one));
    BILL.gives(
        facts(4), document(PACKAGES, one.replace("]", ", \"SPDXRef-c\", \"SPDXRef-file\"]")));
    var both = one + relationship("SPDXRef-DOCUMENT", "DESCRIBES", "SPDXRef-c");
    BILL.gives(facts(4), document(PACKAGES, both));
  }

  @Test
  void billsAddUpWithThoseOfCyclonedx() {
    var both =
        new EvidenceReader(List.of())
            .add(
                "facts",
                Read.facts("{}"),
                List.of(
                    file(EvidenceKind.SPDX, document(PACKAGES, "")),
                    file(
                        EvidenceKind.CYCLONEDX,
                        """
                        {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{}]}\
                        """)));
    assertEquals(5, both.at("/evidence/sbom/components").asInt());
  }

  private static EvidenceFile file(EvidenceKind kind, String content) {
    return new EvidenceFile(kind, kind.name(), content.getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "It is not SPDX 2.2 or 2.3 | SPDX-2.3 | SPDX-2.1",
        "It is not SPDX 2.2 or 2.3 | SPDX-2.3 | 2.3",
        "It has no packages | 'packages' | 'x'",
        "/packages: It is not an array | 'packages': [ | 'packages': 1, 'x': [",
        "/packages/0: It has no SPDXID | 'SPDXRef-a' | ''",
        "/packages/1: It has no SPDXID, or that of another | SPDXRef-b | SPDXRef-a",
        "/packages/0/versionInfo: It is not a text | '1' | 1",
        "/packages/0/licenseConcluded: It is not an SPDX expression | 'MIT' | 'The MIT License'",
        "/packages/1/licenseDeclared: It is not an SPDX expression | Apache-2.0 OR | OR",
        "/packages/0/externalRefs: It is not an array | 'externalRefs': [ | 'externalRefs': 1, 'x':"
            + " [",
        "/packages/0/externalRefs/1: It is not a package URL | pkg:NPM/a@1 | npm/a@1",
        "Duplicate | 'name' | 'versionInfo'",
      })
  void whatIsMalformedIsRefusedAtItsPlace(String given) {
    var parts = given.replace('\'', '"').split(" \\| ?", -1);
    BILL.refuses(parts[0], document(PACKAGES, "").replaceFirst(Pattern.quote(parts[1]), parts[2]));
  }
}
