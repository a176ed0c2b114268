package com.integraci.bundles.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a predicate says.
 *
 * @param facts in no order
 * @param at when it was found out, if that was said; a whole second
 */
record Reading(List<Fact> facts, Optional<Instant> at) {

  Reading {
    facts = List.copyOf(facts);
  }

  static Reading of(Fact fact) {
    return new Reading(List.of(fact), Optional.empty());
  }
}
