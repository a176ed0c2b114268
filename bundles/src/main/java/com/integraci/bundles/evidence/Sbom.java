package com.integraci.bundles.evidence;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * A bill of materials.
 *
 * @param components how many, nested ones too
 * @param withoutLicence how many of them have no SPDX licence
 * @param purlTypes {@value #PURL_TYPES_MAX} at most
 * @param licences SPDX ids, {@value #LICENCES_MAX} at most
 */
record Sbom(
    long components,
    long withoutVersion,
    long withoutLicence,
    long withoutPurl,
    SortedSet<String> purlTypes,
    SortedSet<String> licences)
    implements Fact {

  static final int PURL_TYPES_MAX = 100;
  static final int LICENCES_MAX = 500;

  Sbom {
    purlTypes = Collections.unmodifiableSortedSet(new TreeSet<>(purlTypes));
    licences = Collections.unmodifiableSortedSet(new TreeSet<>(licences));
    if (purlTypes.size() > PURL_TYPES_MAX) {
      throw new Fault("There are more than " + PURL_TYPES_MAX + " types of purl.");
    }
    if (licences.size() > LICENCES_MAX) {
      throw new Fault("There are more than " + LICENCES_MAX + " licences.");
    }
  }

  @Override
  public String member() {
    return "sbom";
  }

  @Override
  public Sbom and(Fact other) {
    var that = (Sbom) other;
    return new Sbom(
        components + that.components,
        withoutVersion + that.withoutVersion,
        withoutLicence + that.withoutLicence,
        withoutPurl + that.withoutPurl,
        union(purlTypes, that.purlTypes),
        union(licences, that.licences));
  }

  private static SortedSet<String> union(SortedSet<String> one, SortedSet<String> other) {
    var all = new TreeSet<>(one);
    all.addAll(other);
    return all;
  }

  @Override
  public JsonNode json() {
    var sbom =
        JSON.objectNode()
            .put("components", components)
            .put("without_version", withoutVersion)
            .put("without_licence", withoutLicence)
            .put("without_purl", withoutPurl);
    var types = sbom.putArray("purl_types");
    purlTypes.forEach(types::add);
    var ids = sbom.putArray("licences");
    licences.forEach(ids::add);
    return sbom;
  }
}
