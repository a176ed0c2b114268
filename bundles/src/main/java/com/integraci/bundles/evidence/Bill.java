package com.integraci.bundles.evidence;

import java.util.SortedSet;
import java.util.TreeSet;

/** Counts the components of a bill of materials. */
final class Bill {
  private final SortedSet<String> purlTypes = new TreeSet<>();
  private final SortedSet<String> licences = new TreeSet<>();
  private long components;
  private long versioned;
  private long licensed;
  private long located;

  void add(Component one) {
    components++;
    versioned += one.versioned() ? 1 : 0;
    licensed += one.licences().isEmpty() ? 0 : 1;
    located += one.purlTypes().isEmpty() ? 0 : 1;
    licences.addAll(one.licences());
    purlTypes.addAll(one.purlTypes());
  }

  Sbom sbom() {
    return new Sbom(
        components,
        components - versioned,
        components - licensed,
        components - located,
        purlTypes,
        licences);
  }
}
