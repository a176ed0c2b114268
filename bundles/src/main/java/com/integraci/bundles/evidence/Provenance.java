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
 */
record Provenance(
    String builder,
    Optional<String> buildType,
    Optional<String> source,
    String commit,
    Optional<String> digest,
    Optional<SortedSet<String>> parameters)
    implements Fact {

  static final int PARAMETERS_MAX = 100;

  Provenance {
    parameters = parameters.map(names -> Collections.unmodifiableSortedSet(new TreeSet<>(names)));
    if (parameters.isPresent() && parameters.get().size() > PARAMETERS_MAX) {
      throw new Fault("There are more than " + PARAMETERS_MAX + " external parameters.");
    }
  }

  @Override
  public String member() {
    return "provenance";
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
    parameters.ifPresent(
        names -> {
          var array = provenance.putArray("parameters");
          names.forEach(array::add);
        });
    return provenance.put("commit", commit);
  }
}
