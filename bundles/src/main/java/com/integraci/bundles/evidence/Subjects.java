package com.integraci.bundles.evidence;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a statement is about: {@value #MAX} artifacts at most, by digests that can be matched. */
final class Subjects {
  static final int MAX = 50;

  private final JsonReader in;
  private final Set<Optional<String>> artifacts = new HashSet<>();
  private final Set<String> digests = new TreeSet<>();
  private final Set<String> commits = new TreeSet<>();
  private int count;

  private Subjects(JsonReader in) {
    this.in = in;
  }

  /**
   * Those of the statement that is here.
   *
   * @throws Fault if there are too many or malformed ones
   */
  static Subjects read(JsonReader in) {
    var subjects = new Subjects(in);
    in.only("subject", () -> in.array(subjects::subject));
    return subjects;
  }

  /** SHA-256 of artifacts, with {@code sha256:} before it. */
  SortedSet<String> digests() {
    return new TreeSet<>(digests);
  }

  /** Commits of Git. */
  SortedSet<String> commits() {
    return new TreeSet<>(commits);
  }

  /**
   * The digest of the one artifact that it is about, if it is SHA-256.
   *
   * @throws Fault if it is about none or several
   */
  Optional<String> artifact() {
    if (artifacts.size() != 1) {
      throw new Fault("It is of " + artifacts.size() + " artifacts: only of one it can count.");
    }
    return artifacts.iterator().next();
  }

  /**
   * Requires that it is about something.
   *
   * @throws Fault if it is not
   */
  void requireSome() {
    if (count == 0) {
      throw new Fault("/subject: It is of no artifact.");
    }
  }

  private void subject() {
    if (count == MAX) {
      throw in.fault("There are more than " + MAX + " artifacts.");
    }
    count++;
    var found = new TreeMap<String, String>();
    in.only("digest", () -> found.putAll(Digests.read(in, Digests.TAKEN)));
    var digest = Optional.ofNullable(found.get(Digests.SHA256)).map(hex -> "sha256:" + hex);
    artifacts.add(digest);
    digest.ifPresent(digests::add);
    Optional.ofNullable(found.get(Digests.COMMIT)).ifPresent(commits::add);
  }
}
