package com.integraci.appliance.replay;

import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.bundles.Rules;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.metrics.Metrics;
import com.integraci.appliance.policy.Policy;

/** The replay lab as a whole. */
public final class ReplayFeature implements AutoCloseable {

  private final ReplayRunner runner;
  private final Replays replays;

  private ReplayFeature(Parts parts) {
    this.runner = new ReplayRunner(parts);
    this.replays = new Replays(parts, runner);
  }

  /**
   * What replays are made with.
   *
   * @param database where decisions and replays are
   * @param policy decides who may
   * @param audit takes the entries
   * @param metrics counts how replays end
   * @param rules the team's bundles
   */
  public record Parts(
      Database database, Policy policy, AuditLog audit, Metrics metrics, Rules rules) {}

  /** Over these. */
  public static ReplayFeature of(Parts parts) {
    return new ReplayFeature(parts);
  }

  /** The verbs. */
  public Replays replays() {
    return replays;
  }

  /** The routes. */
  public Routes routes() {
    return ReplayRoutes.of(replays);
  }

  /** Ends what is under way: it says no more that it is alive, and can be started again. */
  @Override
  public void close() {
    runner.close();
  }
}
