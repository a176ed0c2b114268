package com.integraci.tests.decisions;

import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.bundles.BundleFeature;
import com.integraci.appliance.bundles.Bundles;
import com.integraci.appliance.bundles.Candidates;
import com.integraci.appliance.bundles.Rules;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.decisions.DecisionFeature;
import com.integraci.appliance.metrics.Metrics;
import com.integraci.appliance.openbao.OpenBao;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.replay.ReplayFeature;
import com.integraci.appliance.trust.Trust;
import com.integraci.config.ControlSettings;
import com.integraci.tests.Parts;
import java.nio.file.Path;
import java.util.Optional;

/** What a control plane has for the policies of teams, as it is after a start. */
final class PolicyShop implements AutoCloseable {

  final Trust trust;
  final BundleFeature bundles;
  final DecisionFeature deciding;
  final ReplayFeature replaying;
  final JobDatabase sweeps;

  private final Policy policy = Policy.load();
  private final Database database;

  /**
   * Opens it; nothing is connected to before it is asked.
   *
   * @param openbao has the site's key
   * @param state where sandboxes are
   */
  PolicyShop(ControlSettings.Database settings, OpenBao openbao, Path state) {
    var audit = new AuditLog();
    database = Database.open(settings);
    sweeps = JobDatabase.open(settings, JobDatabase.Job.SWEEPER);
    trust = Trust.of(database, policy, audit, openbao.auditSigner());
    var parts = new Bundles.Parts(database, policy, audit, trust);
    bundles = BundleFeature.of(parts, Optional.of(Parts.program("opa")), state);
    var rules = bundles.rules();
    deciding =
        DecisionFeature.of(
            new DecisionFeature.Parts(database, policy, audit, new Metrics()), rules);
    replaying = replaying(rules, bundles.candidates());
  }

  /** One in which what is tried has other rules. */
  ReplayFeature replaying(Rules rules, Candidates candidates) {
    return ReplayFeature.of(
        new ReplayFeature.Parts(
            database, policy, new AuditLog(), new Metrics(), rules, candidates));
  }

  @Override
  public void close() {
    replaying.close();
    bundles.close();
    sweeps.close();
    database.close();
  }
}
