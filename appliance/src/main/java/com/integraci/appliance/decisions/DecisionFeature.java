package com.integraci.appliance.decisions;

import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.bundles.Rules;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.exemptions.Exemptions;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.metrics.Metrics;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.trust.TrustedKeys;
import java.time.InstantSource;

/**
 * Decisions as a whole.
 *
 * @param exemptions exceptions from the rules
 * @param gates makes them
 * @param decisions reads them, and makes them again
 * @param export writes many of them as a file
 */
public record DecisionFeature(
    Exemptions exemptions, Gates gates, Decisions decisions, DecisionExport export) {

  /**
   * What decisions are made with.
   *
   * @param database where they are written down
   * @param policy decides who may ask
   * @param audit takes an entry for each commit
   * @param metrics counts them
   */
  public record Parts(Database database, Policy policy, AuditLog audit, Metrics metrics) {}

  /** By these rules; from now on the policy asks those for actions, and keeps what is denied. */
  public static DecisionFeature of(Parts parts, Rules rules) {
    var log = new DecisionLog(parts.database(), parts.policy(), parts.audit());
    parts.policy().keepDenials(new Denials(parts));
    parts.policy().askTeams(new ActionRules(rules));
    var exemptions = new Exemptions(parts.database(), parts.policy(), parts.audit(), rules);
    return new DecisionFeature(
        exemptions,
        new Gates(
            parts.policy(),
            new Standings(rules, exemptions),
            log,
            parts.metrics(),
            InstantSource.system()),
        new Decisions(parts.database(), parts.policy(), parts.audit(), rules),
        new DecisionExport(parts));
  }

  /**
   * The routes.
   *
   * @param keys whose attestations count
   */
  public Routes routes(TrustedKeys keys) {
    return exemptions.routes().and(DecisionRoutes.of(this, new EvidenceFiles(gates, keys)));
  }
}
