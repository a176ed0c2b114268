package com.integraci.bundles.evidence;

import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The predicate of SLSA provenance, version 1. */
final class ProvenanceV1 {
  private static final Map<String, Pattern> COMMIT =
      Map.of(Digests.COMMIT, Digests.TAKEN.get(Digests.COMMIT));

  private final JsonReader in;
  private final Sources sources = new Sources();
  private Optional<String> builder = Optional.empty();
  private Optional<String> buildType = Optional.empty();
  private Optional<SortedSet<String>> parameters = Optional.empty();

  private ProvenanceV1(JsonReader in) {
    this.in = in;
  }

  /**
   * Reads the predicate that is here.
   *
   * @throws Fault where it is none, or the statement speaks of several artifacts or sources
   */
  static Reading read(JsonReader in, Subjects subjects) {
    var digest = subjects.artifact();
    var predicate = new ProvenanceV1(in);
    in.object(predicate::member);
    return Reading.of(predicate.provenance(digest));
  }

  private Provenance provenance(Optional<String> digest) {
    var source = sources.one("/predicate/buildDefinition/resolvedDependencies");
    return new Provenance(
        builder.orElseThrow(() -> new Fault("/predicate/runDetails/builder: It has no id.")),
        buildType,
        source.uri(),
        source.commit(),
        digest,
        parameters,
        Provenance.Claims.NONE);
  }

  private void member(String member) {
    switch (member) {
      case "buildDefinition" -> in.object(this::definition);
      case "runDetails" ->
          in.only("builder", () -> in.only("id", () -> builder = Optional.of(in.factText())));
      default -> in.pass();
    }
  }

  private void definition(String member) {
    switch (member) {
      case "buildType" -> buildType = Optional.of(in.factText());
      case "externalParameters" -> {
        var names = new TreeSet<String>();
        in.object(
            name -> {
              names.add(in.fit(name));
              in.pass();
            });
        parameters = Optional.of(names);
      }
      case "resolvedDependencies" -> in.array(this::dependency);
      default -> in.pass();
    }
  }

  private void dependency() {
    var digests = new TreeMap<String, String>();
    var uris = new TreeMap<String, String>();
    in.object(
        member -> {
          switch (member) {
            case "uri" -> uris.put(member, in.text());
            case "digest" -> digests.putAll(Digests.read(in, COMMIT));
            default -> in.pass();
          }
        });
    var uri = uris.values().stream().findFirst();
    digests.values().forEach(commit -> sources.add(commit, uri.map(in::fit)));
  }
}
