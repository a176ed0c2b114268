package com.integraci.tests.policy;

import com.integraci.bundles.policy.PolicyBundle;
import com.integraci.bundles.policy.ShippedBundle;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The shipped rules for gates of a team that has named whom it trusts, what is signed, and when it
 * rests.
 */
final class TrustingGate {

  private static final JsonMapper JSON = JsonMapper.shared();

  private TrustingGate() {}

  static PolicyBundle bundle() {
    var shipped = ShippedBundle.gate();
    var data = (ObjectNode) JSON.readTree(shipped.data());
    var trust = (ObjectNode) data.get("provenance");
    trust.withArray("builders").add("https://ci.example.org/*");
    trust.withArray("build_types").add("https://ci.example.org/build/v1");
    var sources = trust.withArray("sources").add("https://git.example.org/acme/{service}");
    sources.add("https://git.example.org/acme/all");
    data.withObject("verification").withArray("verifiers").add("*");
    data.withObject("sbom").put("signed", true);
    data.withObject("tests").put("signed", true);
    data.withObject("freeze")
        .withArray("windows")
        .addObject()
        .put("from", "2026-12-24T00:00:00Z")
        .put("to", "2027-01-02T00:00:00Z");
    var files = new TreeMap<>(shipped.files());
    files.put("data.json", new PolicyBundle.Text(data.toString()));
    return new PolicyBundle(shipped.manifest(), files);
  }
}
