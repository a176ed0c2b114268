package com.integraci.appliance;

import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.bundles.BundleFeature;
import com.integraci.appliance.bundles.Bundles;
import com.integraci.appliance.compliance.Compliance;
import com.integraci.appliance.console.PolicyVerbs;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.decisions.DecisionFeature;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.metrics.Metrics;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.replay.ReplayFeature;
import com.integraci.config.ControlSettings;
import java.time.InstantSource;

/**
 * Policy bundles, and what is decided by them.
 *
 * @param rules the bundles
 * @param made the decisions
 * @param evidence what they are evidence for
 * @param tried what bundles would change
 */
record Ruled(
    BundleFeature rules, DecisionFeature made, Compliance evidence, ReplayFeature tried)
    implements AutoCloseable {

  static Ruled of(
      ControlSettings settings, Database database, Policy policy, AuditLog audit, Metrics metrics) {
    var parts = new Bundles.Parts(database, policy, audit);
    var program = settings.policies().map(ControlSettings.Policies::compiler);
    var rules = BundleFeature.of(parts, program, settings.state());
    var deciding = new DecisionFeature.Parts(database, policy, audit, metrics);
    var evidence = new Compliance(database, policy, rules.rules(), InstantSource.system());
    var replaying = new ReplayFeature.Parts(database, policy, audit, metrics, rules.rules());
    return new Ruled(
        rules,
        DecisionFeature.of(deciding, rules.rules()),
        evidence,
        ReplayFeature.of(replaying));
  }

  /** What pages ask and do. */
  PolicyVerbs verbs() {
    return new PolicyVerbs(
        rules.bundles(),
        rules.drafts(),
        made.exemptions(),
        made.decisions(),
        evidence,
        tried.replays());
  }

  /** The routes of all. */
  Routes routes() {
    return rules.routes().and(made.routes()).and(evidence.routes()).and(tried.routes());
  }

  @Override
  public void close() {
    tried.close();
    rules.close();
  }
}
