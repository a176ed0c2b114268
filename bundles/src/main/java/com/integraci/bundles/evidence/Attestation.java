package com.integraci.bundles.evidence;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/**
 * That somebody signed a statement.
 *
 * @param type of its predicate
 * @param key who signed it
 * @param reading what was read of it; empty when its type is not one that is read
 */
record Attestation(String type, String key, Subjects subjects, Optional<Reading> reading) {

  /** The member of evidence that lists them. */
  static final String MEMBER = "attestations";

  Fact fact() {
    var one = Fact.JSON.objectNode().put("predicate_type", type).put("read", reading.isPresent());
    var members = new TreeSet<String>();
    reading.ifPresent(said -> said.facts().forEach(fact -> members.add(fact.member())));
    texts(one, "gives", members);
    one.put("key", key);
    texts(one, "digests", subjects.digests());
    texts(one, "commits", subjects.commits());
    reading.flatMap(Reading::at).ifPresent(time -> one.put("at", time.toString()));
    return Listed.of(MEMBER, one);
  }

  static void texts(ObjectNode object, String member, SortedSet<String> texts) {
    var array = object.putArray(member);
    texts.forEach(array::add);
  }
}
