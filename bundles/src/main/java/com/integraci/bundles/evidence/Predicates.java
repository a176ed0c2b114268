package com.integraci.bundles.evidence;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The types of predicates that are read, by their URI. */
final class Predicates {

  /** Reads the predicate that is here. */
  @FunctionalInterface
  interface Predicate {

    /**
     * What it says.
     *
     * @param subjects what it says that of
     * @throws Fault where it is malformed
     */
    Reading read(JsonReader in, Subjects subjects);
  }

  private static final String CYCLONEDX = "https://cyclonedx.org/bom";
  private static final String SPDX = "https://spdx.dev/Document";
  private static final SortedMap<String, Predicate> READ = predicates();

  private Predicates() {}

  private static SortedMap<String, Predicate> predicates() {
    var all = new TreeMap<String, Predicate>();
    all.put("https://slsa.dev/provenance/v0.2", ProvenanceV02::read);
    all.put("https://slsa.dev/provenance/v1", ProvenanceV1::read);
    all.put("https://slsa.dev/verification_summary/v1", VerificationSummary::read);
    all.put(
        "https://in-toto.io/attestation/test-result/v0.1",
        (in, _) -> Reading.of(TestResult.read(in)));
    all.put(
        "https://in-toto.io/attestation/vulns/v0.1", (in, _) -> VulnerabilityScan.read(in, true));
    all.put(
        "https://in-toto.io/attestation/vulns/v0.2", (in, _) -> VulnerabilityScan.read(in, false));
    all.put(CYCLONEDX, (in, _) -> said(CyclonedxDocument.read(in, CyclonedxDocument.VERSIONS)));
    for (String version : CyclonedxDocument.VERSIONS) {
      all.put(
          CYCLONEDX + "/v" + version,
          (in, _) -> said(CyclonedxDocument.read(in, List.of(version))));
    }
    all.put(SPDX, (in, _) -> Reading.of(SpdxDocument.read(in, SpdxDocument.VERSIONS)));
    for (String version : SpdxDocument.VERSIONS) {
      all.put(
          SPDX + "/v" + version, (in, _) -> Reading.of(SpdxDocument.read(in, List.of(version))));
    }
    return all;
  }

  private static Reading said(List<Fact> facts) {
    return new Reading(facts, Optional.empty());
  }

  /** What reads a predicate of that type, if it is one that is read. */
  static Optional<Predicate> of(String type) {
    return Optional.ofNullable(READ.get(type));
  }
}
