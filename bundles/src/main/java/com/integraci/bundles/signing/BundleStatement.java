package com.integraci.bundles.signing;

import com.integraci.bundles.canonical.CanonicalJson;
import com.integraci.bundles.canonical.JsonValue;
import com.integraci.bundles.policy.PolicyBundle;
import java.util.Set;

/**
 * What is signed of a bundle, format 1: canonical JSON of {@code decision}, {@code digest}, {@code
 * format}, {@code name} and {@code version}.
 *
 * @param name the bundle's name
 * @param version its version
 * @param decision the kind of decision it is for
 * @param digest SHA-256 of it, in hexadecimal
 */
record BundleStatement(String name, String version, String decision, String digest) {

  private static final long FORMAT = 1;
  private static final Set<String> MEMBERS =
      Set.of("decision", "digest", "format", "name", "version");

  static BundleStatement of(PolicyBundle bundle) {
    var manifest = bundle.manifest();
    return new BundleStatement(
        manifest.name(), manifest.version(), manifest.decision().text(), bundle.digest());
  }

  byte[] bytes() {
    return CanonicalJson.write(
        JsonValue.object()
            .put("decision", decision)
            .put("digest", digest)
            .put("format", FORMAT)
            .put("name", name)
            .put("version", version)
            .build());
  }

  /**
   * Reads what was signed.
   *
   * @throws IllegalArgumentException when it is no such statement
   */
  static BundleStatement read(byte[] canonical) {
    var members = CanonicalJson.readObject(canonical);
    if (!members.values().keySet().equals(MEMBERS) || members.whole("format") != FORMAT) {
      throw new IllegalArgumentException("no statement of format 1");
    }
    return new BundleStatement(
        members.text("name"),
        members.text("version"),
        members.text("decision"),
        members.text("digest"));
  }
}
