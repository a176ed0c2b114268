package com.integraci.bundles.evidence;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Commits that went into a build, each with where it was taken from. */
final class Sources {

  /** One of them. */
  record Source(String commit, Optional<String> uri) {}

  private final Set<Source> found = new HashSet<>();

  void add(String commit, Optional<String> uri) {
    found.add(new Source(commit, uri));
  }

  /**
   * The only one.
   *
   * @param place where they are
   * @throws Fault if there are none or several: none is chosen
   */
  Source one(String place) {
    if (found.size() != 1) {
      throw new Fault(
          place + ": " + found.size() + " of them have a gitCommit: only one can count.");
    }
    return found.iterator().next();
  }
}
