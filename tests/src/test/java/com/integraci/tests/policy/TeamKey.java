package com.integraci.tests.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.integraci.bundles.evidence.TrustedKey;
import com.integraci.bundles.policy.PolicyBundle;
import com.integraci.bundles.signing.BundleSignature;
import com.integraci.bundles.signing.SigningKey;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A key with which a team signs its bundles. */
public record TeamKey(SigningKey.Pair pair) {

  /** A key that nobody trusts yet. */
  public static TeamKey fresh() {
    return new TeamKey(SigningKey.fresh());
  }

  /** The public key. */
  public TrustedKey trusted() {
    return pair.trusted();
  }

  /** The signature of a bundle of these files. */
  public String envelope(Map<String, String> files) {
    return new String(BundleSignature.sign(PolicyBundle.of(files), pair.signing()::sign), UTF_8);
  }

  /** What is sent to publish a bundle of these files. */
  public Map<String, Object> body(Map<String, String> files) {
    return Map.of("files", files, "signature", JsonMapper.shared().readTree(envelope(files)));
  }

  /** What is sent to have it trusted for bundles. */
  public Map<String, Object> adding(String name) {
    return Map.of("name", name, "public_key", trusted().pem(), "bundles", true);
  }
}
