package com.integraci.appliance.compliance;

import com.integraci.appliance.bundles.Rules;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.failure.NotFound;
import com.integraci.appliance.policy.Action;
import com.integraci.appliance.policy.Caller;
import com.integraci.appliance.policy.Policy;
import com.integraci.appliance.policy.Resource;
import com.integraci.bundles.compliance.FrameworkStatus;
import com.integraci.bundles.compliance.Frameworks;
import com.integraci.bundles.compliance.LatestEvidence;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** The verbs on evidence for frameworks. */
public final class Compliance {

  /** How far back decisions can be looked at, in days. */
  public static final int DAYS_MAX = 366;

  private final Database database;
  private final Policy policy;
  private final Rules rules;
  private final InstantSource clock;

  /**
   * Evidence over these.
   *
   * @param database where decisions are
   * @param policy decides who may
   * @param rules that decided: their manifests say for which controls a rule is evidence
   * @param clock tells what is long ago
   */
  public Compliance(Database database, Policy policy, Rules rules, InstantSource clock) {
    this.database = database;
    this.policy = policy;
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * What there is for each framework, from the latest decision of each service and environment, and
   * on each action by the team's own rules.
   *
   * @param days how far back, 1 to {@value #DAYS_MAX}
   */
  public List<FrameworkStatus> all(Caller caller, int days) {
    return look(caller, days).all();
  }

  /**
   * What there is for one framework.
   *
   * @param days how far back, 1 to {@value #DAYS_MAX}
   * @throws NotFound when there is no map of it
   */
  public FrameworkStatus framework(Caller caller, String framework, int days) {
    return look(caller, days)
        .named(framework)
        .orElseThrow(() -> new NotFound("There is no map of this framework."));
  }

  private Frameworks look(Caller caller, int days) {
    var tenant = Resource.tenant(caller.tenant());
    var permit = policy.authorize(caller, Action.COMPLIANCE_READ, tenant);
    var since = clock.instant().minus(Duration.ofDays(days));
    int max = LatestEvidence.PAIRS_MAX;
    var gates = EvidenceStore.latest(database, permit, since, max + 1);
    var actions = EvidenceStore.actions(database, permit, since, max + 1);
    return Frameworks.of(
        since,
        LatestEvidence.first(gates, actions),
        gates.size() + actions.size() > max,
        digest -> rules.manifest(permit.tenant(), digest));
  }
}
