package com.integraci.appliance.bundles;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A bundle that is being written.
 *
 * @param id its id
 * @param name its name, once in a team
 * @param version counts its changes, from 1
 * @param changed by whom and when the last time
 * @param files contents by path; none in a list
 */
public record BundleDraft(
    UUID id, String name, int version, Bundle.Step changed, NavigableMap<String, String> files) {

  public BundleDraft {
    files = Collections.unmodifiableNavigableMap(new TreeMap<>(files));
  }
}
