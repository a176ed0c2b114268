package com.integraci.appliance;

import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.bundles.BundleFeature;
import com.integraci.appliance.bundles.Bundles;
import com.integraci.appliance.console.PolicyVerbs;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.decisions.DecisionFeature;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.metrics.Metrics;
import com.integraci.appliance.policy.Policy;
import com.integraci.config.ControlSettings;

/**
 * Policy bundles, and what is decided by them.
 *
 * @param rules the bundles
 * @param made the decisions
 */
record Ruled(BundleFeature rules, DecisionFeature made) implements AutoCloseable {

  static Ruled of(
      ControlSettings settings, Database database, Policy policy, AuditLog audit, Metrics metrics) {
    var parts = new Bundles.Parts(database, policy, audit);
    var program = settings.policies().map(ControlSettings.Policies::compiler);
    var rules = BundleFeature.of(parts, program, settings.state());
    var deciding = new DecisionFeature.Parts(database, policy, audit, metrics);
    return new Ruled(rules, DecisionFeature.of(deciding, rules.rules()));
  }

  /** What pages ask and do. */
  PolicyVerbs verbs() {
    return new PolicyVerbs(rules.bundles(), rules.drafts(), made.exemptions(), made.decisions());
  }

  /** The routes of both. */
  Routes routes() {
    return rules.routes().and(made.routes());
  }

  @Override
  public void close() {
    rules.close();
  }
}
