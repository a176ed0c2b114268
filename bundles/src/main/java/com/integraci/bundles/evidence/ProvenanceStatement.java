package com.integraci.bundles.evidence;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** An in-toto statement (version 1) of SLSA provenance (version 1). */
final class ProvenanceStatement {
  static final String STATEMENT = "https://in-toto.io/Statement/v1";
  static final String PREDICATE = "https://slsa.dev/provenance/v1";

  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private final JsonReader in;
  private final Set<Optional<String>> subjects = new HashSet<>();
  private final Set<Source> sources = new HashSet<>();
  private Optional<String> builder = Optional.empty();
  private Optional<String> buildType = Optional.empty();
  private Optional<SortedSet<String>> parameters = Optional.empty();

  /** A commit that went into the build, and where it was taken from. */
  private record Source(String commit, Optional<String> uri) {}

  private ProvenanceStatement(JsonReader in) {
    this.in = in;
  }

  /**
   * Reads a statement whose signature holds.
   *
   * @throws Fault where it is none, or speaks of several artifacts or sources
   */
  static Provenance read(byte[] payload) {
    try {
      // Before all else, so that another statement is refused for what it is.
      var types = JsonReader.read(payload, ProvenanceStatement::types);
      if (!types.equals(Map.of("_type", STATEMENT, "predicateType", PREDICATE))) {
        throw new Fault("It is not a statement " + STATEMENT + " of " + PREDICATE + ".");
      }
      return JsonReader.read(payload, in -> new ProvenanceStatement(in).provenance());
    } catch (Fault e) {
      throw new Fault("payload: " + e.in(""));
    }
  }

  /** The two members that say what it is. */
  private static Map<String, String> types(JsonReader in) {
    var types = new HashMap<String, String>();
    in.object(
        member -> {
          if (member.equals("_type") || member.equals("predicateType")) {
            types.put(member, in.text());
          } else {
            in.pass();
          }
        });
    return types;
  }

  private Provenance provenance() {
    in.object(
        member -> {
          switch (member) {
            case "subject" -> in.array(this::subject);
            case "predicate" -> in.object(this::predicate);
            default -> in.pass();
          }
        });
    if (subjects.size() != 1) {
      throw new Fault("It is of " + subjects.size() + " artifacts: only of one it can count.");
    }
    if (sources.size() != 1) {
      throw new Fault(
          "/predicate/buildDefinition/resolvedDependencies: "
              + sources.size()
              + " of them have a gitCommit: only one can count.");
    }
    var source = sources.iterator().next();
    return new Provenance(
        builder.orElseThrow(() -> new Fault("/predicate/runDetails/builder: It has no id.")),
        buildType,
        source.uri(),
        source.commit(),
        subjects.iterator().next().map(hex -> "sha256:" + hex),
        parameters);
  }

  private void subject() {
    var digest = new Held();
    in.object(
        member -> {
          if (member.equals("digest")) {
            in.object(algorithm -> digest.take(algorithm, "sha256", SHA256));
          } else {
            in.pass();
          }
        });
    subjects.add(digest.text);
  }

  private void predicate(String member) {
    switch (member) {
      case "buildDefinition" -> in.object(this::definition);
      case "runDetails" ->
          in.object(
              inner -> {
                if (inner.equals("builder")) {
                  in.object(this::builder);
                } else {
                  in.pass();
                }
              });
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
    var commit = new Held();
    var uri = new Held();
    in.object(
        member -> {
          switch (member) {
            case "uri" -> uri.text = Optional.of(in.text());
            case "digest" -> in.object(algorithm -> commit.take(algorithm, "gitCommit", COMMIT));
            default -> in.pass();
          }
        });
    commit.text.ifPresent(hex -> sources.add(new Source(hex, uri.text.map(in::fit))));
  }

  /** A text that an object may have. */
  private final class Held {
    private Optional<String> text = Optional.empty();

    void take(String member, String wanted, Pattern form) {
      if (!member.equals(wanted)) {
        in.pass();
        return;
      }
      var value = in.text();
      if (!form.matcher(value).matches()) {
        throw in.fault("It is not a digest in lower-case hexadecimal digits.");
      }
      text = Optional.of(value);
    }
  }
}
