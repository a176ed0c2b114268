package com.integraci.bundles.evidence;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * Where an artifact comes from.
 *
 * @param parameters names of what whoever started the build gave, if that was said; {@value
 *     #PARAMETERS_MAX} at most
 * @param claims what version 0.2 says besides
 */
record Provenance(
    String builder,
    Optional<String> buildType,
    Optional<String> source,
    String commit,
    Optional<String> digest,
    Optional<SortedSet<String>> parameters,
    Claims claims)
    implements Fact {

  /**
   * What SLSA provenance of version 0.2 has and version 1 has not.
   *
   * @param entryPoint where the build's configuration is entered
   * @param complete what the builder claims to be complete, if it is of that version
   */
  record Claims(Optional<String> entryPoint, Optional<SortedSet<String>> complete) {

    static final Claims NONE = new Claims(Optional.empty(), Optional.empty());

    Claims {
      complete = complete.map(names -> Collections.unmodifiableSortedSet(new TreeSet<>(names)));
    }
  }

  static final String MEMBER = "provenance";
  static final int PARAMETERS_MAX = 100;

  Provenance {
    parameters = parameters.map(names -> Collections.unmodifiableSortedSet(new TreeSet<>(names)));
    if (parameters.isPresent() && parameters.get().size() > PARAMETERS_MAX) {
      throw new Fault("There are more than " + PARAMETERS_MAX + " external parameters.");
    }
  }

  @Override
  public String member() {
    return MEMBER;
  }

  @Override
  public Provenance and(Fact other) {
    if (!equals(other)) {
      throw new Fault("It says something else than another attestation: only one can count.");
    }
    return this;
  }

  @Override
  public JsonNode json() {
    var provenance = JSON.objectNode().put("builder", builder);
    buildType.ifPresent(text -> provenance.put("build_type", text));
    source.ifPresent(text -> provenance.put("source", text));
    digest.ifPresent(text -> provenance.put("digest", text));
    parameters.ifPresent(names -> Attestation.texts(provenance, "parameters", names));
    claims.entryPoint().ifPresent(text -> provenance.put("entry_point", text));
    claims.complete().ifPresent(names -> Attestation.texts(provenance, "complete", names));
    return provenance.put("commit", commit);
  }
}
