package com.integraci.bundles.compliance;

import com.integraci.bundles.canonical.CanonicalJson;
import com.integraci.bundles.canonical.JsonValue.Items;
import com.integraci.bundles.canonical.JsonValue.Members;
import com.integraci.bundles.policy.DecisionRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the latest decision found for one service on its way to one environment, or on one action of
 * the platform.
 *
 * @param decision the decision's id
 * @param service the service, or the action
 * @param environment the environment; "" for an action
 * @param bundle digest of the bundle that decided, SHA-256 in hexadecimal; none when none was
 *     active
 * @param findings of each rule; none when the rules came to no end
 */
public record Evidence(
    UUID decision,
    String service,
    String environment,
    Optional<String> bundle,
    List<Found> findings) {

  public Evidence {
    findings = List.copyOf(findings);
  }

  /** What one rule found. */
  public record Found(String rule, Outcome outcome) {}

  /** What a decision found. */
  static Evidence of(DecisionRecord made) {
    var result = CanonicalJson.readObject(made.result().getBytes(StandardCharsets.UTF_8));
    var findings = new ArrayList<Found>();
    if (result.member("findings") instanceof Items(var items)) {
      for (var item : items) {
        if (item instanceof Members found) {
          boolean excepted = found.values().containsKey("exception");
          findings.add(new Found(found.text("rule"), Outcome.of(found.text("outcome"), excepted)));
        }
      }
    }
    var about = made.about();
    return new Evidence(
        made.id(),
        about.what(),
        about.environment(),
        made.bundle().map(DecisionRecord.BundleRef::digest),
        findings);
  }
}
