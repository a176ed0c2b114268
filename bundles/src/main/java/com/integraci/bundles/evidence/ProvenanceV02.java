package com.integraci.bundles.evidence;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The predicate of SLSA provenance, version 0.2, where null is as good as absent. What it calls
 * SHA-1 is a commit when it was taken from a repository of Git.
 */
final class ProvenanceV02 {
  private static final String SHA1 = "sha1";
  private static final Map<String, Pattern> TAKEN =
      Map.of(
          SHA1, Pattern.compile("[0-9a-f]{40}"), Digests.COMMIT, Digests.TAKEN.get(Digests.COMMIT));
  private static final String GIT = "git+";
  private static final String PARAMETERS = "parameters";

  /** What a builder can claim to be complete. */
  private static final SortedSet<String> CLAIMS =
      new TreeSet<>(List.of("environment", "materials", PARAMETERS));

  private final JsonReader in;
  private final Sources sources = new Sources();
  private final SortedSet<String> names = new TreeSet<>();
  private final SortedSet<String> complete = new TreeSet<>();
  private Optional<String> builder = Optional.empty();
  private Optional<String> buildType = Optional.empty();
  private Optional<String> entryPoint = Optional.empty();

  private ProvenanceV02(JsonReader in) {
    this.in = in;
  }

  /**
   * Reads the predicate that is here.
   *
   * @throws Fault where it is none, or the statement speaks of several artifacts or sources
   */
  static Reading read(JsonReader in, Subjects subjects) {
    var digest = subjects.artifact();
    var predicate = new ProvenanceV02(in);
    in.given(predicate::member);
    return Reading.of(predicate.provenance(digest));
  }

  private Provenance provenance(Optional<String> digest) {
    var source = sources.one("/predicate/materials, with /predicate/invocation/configSource");
    // Names that may be some of more say nothing: the rules would take them for all.
    Optional<SortedSet<String>> parameters =
        complete.contains(PARAMETERS) ? Optional.of(names) : Optional.empty();
    return new Provenance(
        builder.orElseThrow(() -> new Fault("/predicate/builder: It has no id.")),
        buildType,
        source.uri(),
        source.commit(),
        digest,
        parameters,
        new Provenance.Claims(entryPoint, Optional.of(complete)));
  }

  private void member(String member) {
    switch (member) {
      case "builder" -> in.given(this::builder);
      case "buildType" -> buildType = Optional.of(in.factText());
      case "invocation" -> in.given(this::invocation);
      case "metadata" -> in.given(this::metadata);
      case "materials" -> in.array(() -> source(member));
      default -> in.pass();
    }
  }

  private void builder(String member) {
    if (member.equals("id")) {
      builder = Optional.of(in.factText());
    } else {
      in.pass();
    }
  }

  private void invocation(String member) {
    switch (member) {
      case "configSource" -> source(member);
      case PARAMETERS ->
          in.object(
              name -> {
                names.add(in.fit(name));
                in.pass();
              });
      default -> in.pass();
    }
  }

  private void metadata(String member) {
    if (!member.equals("completeness")) {
      in.pass();
      return;
    }
    in.given(
        claim -> {
          if (!CLAIMS.contains(claim)) {
            in.pass();
          } else if (in.bool()) {
            complete.add(claim);
          }
        });
  }

  /** A material, or where the configuration of the build was taken from. */
  private void source(String kind) {
    var digests = new TreeMap<String, String>();
    var uris = new TreeMap<String, String>();
    in.given(
        member -> {
          switch (member) {
            case "uri" -> uris.put(member, in.text());
            case "digest" -> digests.putAll(Digests.read(in, TAKEN));
            case "entryPoint" -> entryPoint(kind);
            default -> in.pass();
          }
        });
    var uri = uris.values().stream().findFirst();
    var commit =
        Optional.ofNullable(digests.get(Digests.COMMIT))
            .or(
                () ->
                    uri.filter(text -> text.startsWith(GIT))
                        .flatMap(_ -> Optional.ofNullable(digests.get(SHA1))));
    commit.ifPresent(hex -> sources.add(hex, uri.map(in::fit)));
  }

  private void entryPoint(String kind) {
    if (kind.equals("configSource")) {
      entryPoint = Optional.of(in.factText());
    } else {
      in.pass();
    }
  }
}
