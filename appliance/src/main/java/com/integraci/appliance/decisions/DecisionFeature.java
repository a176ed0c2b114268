package com.integraci.appliance.decisions;

import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.bundles.Rules;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.metrics.Metrics;
import com.integraci.appliance.policy.Policy;
import java.time.InstantSource;

/**
 * Decisions as a whole.
 *
 * @param gates makes them
 * @param decisions reads them, and makes them again
 */
public record DecisionFeature(Gates gates, Decisions decisions) {

  /**
   * What decisions are made with.
   *
   * @param database where they are written down
   * @param policy decides who may ask
   * @param audit takes an entry for each commit
   * @param metrics counts them
   */
  public record Parts(Database database, Policy policy, AuditLog audit, Metrics metrics) {}

  /** By these rules. */
  public static DecisionFeature of(Parts parts, Rules rules) {
    var log = new DecisionLog(parts.database(), parts.policy(), parts.audit());
    return new DecisionFeature(
        new Gates(parts.policy(), rules, log, parts.metrics(), InstantSource.system()),
        new Decisions(parts.database(), parts.policy(), parts.audit(), rules));
  }

  /** The routes. */
  public Routes routes() {
    return DecisionRoutes.of(this);
  }
}
