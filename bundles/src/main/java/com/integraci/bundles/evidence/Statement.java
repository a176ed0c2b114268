package com.integraci.bundles.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An in-toto statement, version 0.1 or 1, in a DSSE envelope that a trusted key signed. */
final class Statement {
  private static final String STATEMENT = "https://in-toto.io/Statement/";
  private static final Set<String> TYPES = Set.of(STATEMENT + "v0.1", STATEMENT + "v1");
  private static final String TYPE = "_type";
  private static final String PREDICATE_TYPE = "predicateType";
  private static final String PREDICATE = "predicate";

  private Statement() {}

  /**
   * What it says, and that it was signed. Of a type that is not read, that alone.
   *
   * @throws Fault if no trusted key signed it, before anything of it is looked at; and where it is
   *     malformed
   */
  static List<Fact> read(byte[] envelope, List<TrustedKey> trusted) {
    var opened = Envelope.read(envelope, Envelope.PAYLOAD_TYPE);
    if (trusted.isEmpty()) {
      throw new Fault("No key is trusted to sign attestations.");
    }
    var signer = opened.signer(trusted);
    try {
      return facts(opened.payload(), signer.id());
    } catch (Fault e) {
      throw new Fault("payload: " + e.in(""));
    }
  }

  private static List<Fact> facts(byte[] payload, String key) {
    // Before all else, so that something else is refused for what it is.
    var type = JsonReader.read(payload, Statement::predicateType);
    var subjects = JsonReader.read(payload, Subjects::read);
    subjects.requireSome();
    var reading =
        Predicates.of(type)
            .map(predicate -> JsonReader.read(payload, in -> reading(in, predicate, subjects)));
    var facts = new ArrayList<Fact>();
    reading.ifPresent(said -> facts.addAll(said.facts()));
    facts.add(new Attestation(type, key, subjects, reading).fact());
    return facts;
  }

  private static Reading reading(JsonReader in, Predicates.Predicate predicate, Subjects subjects) {
    var readings = new ArrayList<Reading>(1);
    in.only(PREDICATE, () -> readings.add(predicate.read(in, subjects)));
    if (readings.isEmpty()) {
      throw new Fault("It has no predicate.");
    }
    return readings.getFirst();
  }

  private static String predicateType(JsonReader in) {
    Map<String, String> types = new HashMap<>();
    in.object(
        member -> {
          switch (member) {
            case TYPE -> types.put(member, in.text());
            case PREDICATE_TYPE -> types.put(member, in.factText());
            default -> in.pass();
          }
        });
    if (!TYPES.contains(types.getOrDefault(TYPE, ""))) {
      throw new Fault("It is not an in-toto statement, version 0.1 or 1.");
    }
    return Optional.ofNullable(types.get(PREDICATE_TYPE))
        .orElseThrow(() -> new Fault("It has no predicateType."));
  }
}
