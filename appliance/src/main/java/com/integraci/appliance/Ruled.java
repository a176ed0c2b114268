package com.integraci.appliance;

import com.integraci.appliance.audit.AuditExcerpts;
import com.integraci.appliance.bundles.BundleFeature;
import com.integraci.appliance.bundles.Bundles;
import com.integraci.appliance.compliance.Compliance;
import com.integraci.appliance.compliance.ComplianceRoutes;
import com.integraci.appliance.compliance.EvidencePacks;
import com.integraci.appliance.console.PolicyVerbs;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.decisions.AnswerRoutes;
import com.integraci.appliance.decisions.Answers;
import com.integraci.appliance.decisions.DecisionFeature;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.jobs.RecurringJob;
import com.integraci.appliance.jobs.WakeUp;
import com.integraci.appliance.metrics.Metrics;
import com.integraci.appliance.openbao.AuditSigner;
import com.integraci.appliance.replay.ReplayFeature;
import com.integraci.appliance.trust.Trust;
import com.integraci.config.ControlSettings;
import java.time.Duration;
import java.time.InstantSource;

/**
 * Policy bundles, and what is decided by them.
 *
 * @param trust whose signatures count
 * @param rules the bundles
 * @param made the decisions
 * @param answers what bundles say to given facts
 * @param evidence what they are evidence for
 * @param packs takes it out
 * @param tried what bundles would change
 */
record Ruled(
    Trust trust,
    BundleFeature rules,
    DecisionFeature made,
    Answers answers,
    Compliance evidence,
    EvidencePacks packs,
    ReplayFeature tried)
    implements AutoCloseable {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  static Ruled of(ControlSettings settings, Chain.Parts ground, AuditSigner site, Metrics metrics) {
    var database = ground.database();
    var trust = Trust.of(database, ground.policy(), ground.audit(), site);
    var parts = new Bundles.Parts(database, ground.policy(), ground.audit(), trust);
    var program = settings.policies().map(ControlSettings.Policies::compiler);
    var rules = BundleFeature.of(parts, program, settings.state());
    var deciding = new DecisionFeature.Parts(database, ground.policy(), ground.audit(), metrics);
    var made = DecisionFeature.of(deciding, rules.rules());
    var evidence = new Compliance(database, ground.policy(), rules.rules(), InstantSource.system());
    var replaying =
        new ReplayFeature.Parts(
            database, ground.policy(), ground.audit(), metrics, rules.rules(), rules.candidates());
    return new Ruled(
        trust,
        rules,
        made,
        new Answers(ground.policy(), rules.rules(), rules.candidates()),
        evidence,
        packs(ground, trust),
        ReplayFeature.of(replaying));
  }

  private static EvidencePacks packs(Chain.Parts ground, Trust trust) {
    var chain =
        new AuditExcerpts(ground.database(), ground.policy(), ground.audit(), ground.signer());
    return new EvidencePacks(
        new EvidencePacks.Parts(ground.database(), ground.policy(), ground.audit(), chain, trust),
        InstantSource.system());
  }

  /**
   * Sees that the platform floor is what it is to be, before anybody asks for anything, and follows
   * the log for bundles in the shadow. Each minute, whoever has a part in an exception that ends
   * soon is told.
   */
  void start(Opened opened, JobDatabase sweeps) {
    rules.start();
    tried.start(sweeps);
    var exceptions = made.exemptions();
    opened.keep(
        RecurringJob.start("exceptions", MINUTE, new WakeUp(), () -> exceptions.remind(sweeps)));
  }

  /** What pages ask and do. */
  PolicyVerbs verbs() {
    return new PolicyVerbs(
        trust.keys(),
        rules.bundles(),
        rules.drafts(),
        made.exemptions(),
        made.decisions(),
        answers,
        evidence,
        packs,
        tried.replays(),
        tried.shadows());
  }

  /** The routes of all. */
  Routes routes() {
    return trust
        .routes()
        .and(rules.routes())
        .and(made.routes(trust.keys()))
        .and(AnswerRoutes.of(answers))
        .and(ComplianceRoutes.of(evidence, packs))
        .and(tried.routes());
  }

  @Override
  public void close() {
    tried.close();
    rules.close();
  }
}
