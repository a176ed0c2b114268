package com.integraci.bundles.evidence;

import java.util.List;

/** A kind of evidence file. */
public enum EvidenceKind {
  /** Test cases of a JUnit report, XML. */
  JUNIT {
    @Override
    List<Fact> facts(byte[] content, List<TrustedKey> trusted) {
      return List.of(JunitReport.read(content));
    }
  },
  /** Findings of an analysis: SARIF 2.1.0 (OASIS). */
  SARIF {
    @Override
    List<Fact> facts(byte[] content, List<TrustedKey> trusted) {
      return List.of(SarifReport.read(content).findings());
    }
  },
  /** What a scanner for secrets found: SARIF 2.1.0 (OASIS). */
  SECRETS_SARIF {
    @Override
    List<Fact> facts(byte[] content, List<TrustedKey> trusted) {
      return List.of(SarifReport.read(content).secrets());
    }
  },
  /** A bill of materials, its vulnerabilities, or both: CycloneDX 1.4 to 1.7, JSON. */
  CYCLONEDX {
    @Override
    List<Fact> facts(byte[] content, List<TrustedKey> trusted) {
      return CyclonedxDocument.read(content);
    }
  },
  /** A bill of materials: SPDX 2.2 or 2.3, JSON. */
  SPDX {
    @Override
    List<Fact> facts(byte[] content, List<TrustedKey> trusted) {
      return List.of(SpdxDocument.read(content));
    }
  },
  /** An in-toto statement, signed by DSSE: whatever is said in {@link Predicates}. */
  ATTESTATION {
    @Override
    List<Fact> facts(byte[] content, List<TrustedKey> trusted) {
      return Statement.read(content, trusted);
    }
  };

  /**
   * The facts of a file of this kind.
   *
   * @throws Fault at the first thing that can't be read or is not trusted
   */
  abstract List<Fact> facts(byte[] content, List<TrustedKey> trusted);
}
