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
  /** Where an artifact comes from: SLSA provenance v1 in an in-toto statement, signed by DSSE. */
  ATTESTATION {
    @Override
    List<Fact> facts(byte[] content, List<TrustedKey> trusted) {
      return List.of(ProvenanceStatement.read(Envelope.payload(content, trusted)));
    }
  };

  /**
   * The facts of a file of this kind.
   *
   * @throws Fault at the first thing that can't be read or is not trusted
   */
  abstract List<Fact> facts(byte[] content, List<TrustedKey> trusted);
}
