package com.integraci.bundles.evidence;

import java.util.stream.Stream;

/** Statements of one type of predicate, signed by a key that is made here and trusted. */
record Attested(SigningKey key, String type, Read reader) {

  static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
  static final String DIGEST = "ab".repeat(32);
  static final String SUBJECT =
      "{\"name\": \"shop\", \"digest\": {\"sha256\": \"%s\"}}".formatted(DIGEST);

  static Attested as(String type) {
    var key = SigningKey.make(SigningKey.Kind.ED25519);
    return new Attested(key, type, Read.as(EvidenceKind.ATTESTATION, key.trusted()));
  }

  /** The same key, another type. */
  Attested of(String other) {
    return new Attested(key, other, reader);
  }

  /** A statement about the artifact, in an envelope. */
  String signed(String predicate) {
    return sealed(statement(SUBJECT, predicate));
  }

  String statement(String subjects, String predicate) {
    return """
    {"_type": "https://in-toto.io/Statement/v1", "subject": [%s], "predicateType": "%s",
      "predicate": %s}\
    """
        .formatted(subjects, type, predicate);
  }

  String sealed(String statement) {
    return SigningKey.envelope(statement, key.sign(statement));
  }

  void gives(String evidence, String... predicates) {
    reader.gives(evidence, Stream.of(predicates).map(this::signed).toArray(String[]::new));
  }

  void refuses(String words, String predicate) {
    reader.refuses(words, signed(predicate));
  }
}
