package com.integraci.appliance.bundles;

import java.util.Map;

/**
 * A bundle as it is sent.
 *
 * @param files contents by path
 * @param signature the envelope, JSON; empty when there is none
 */
public record SignedFiles(Map<String, String> files, String signature) {

  public SignedFiles {
    files = Map.copyOf(files);
  }
}
