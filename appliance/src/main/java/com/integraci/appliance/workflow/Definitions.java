package com.integraci.appliance.workflow;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The definitions that this release can run, old versions included.
 *
 * @param all each name and version once
 */
public record Definitions(List<Definition> all) {

  public Definitions {
    all = List.copyOf(all);
    long distinct = all.stream().map(one -> one.name() + " " + one.version()).distinct().count();
    if (distinct != all.size()) {
      throw new IllegalArgumentException("a definition's version stands twice");
    }
  }

  /** The version that new workflows of this name are started with. */
  public Definition latest(String name) {
    return all.stream()
        .filter(one -> one.name().equals(name))
        .max(Comparator.comparingInt(Definition::version))
        .orElseThrow(() -> new IllegalArgumentException("no definition is called " + name));
  }

  /** Whether this release has a later version than this one, so that no other will know it. */
  boolean outgrew(String name, int version) {
    return all.stream().anyMatch(one -> one.name().equals(name) && one.version() > version);
  }

  /** One version of a definition, if this release knows it. */
  public Optional<Definition> find(String name, int version) {
    return all.stream()
        .filter(one -> one.name().equals(name) && one.version() == version)
        .findFirst();
  }
}
