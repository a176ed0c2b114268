package com.integraci.appliance.replay;

import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.bundles.Candidates;
import com.integraci.appliance.bundles.Rules;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.jobs.RecurringJob;
import com.integraci.appliance.jobs.WakeUp;
import com.integraci.appliance.metrics.Metrics;
import com.integraci.appliance.policy.Policy;
import java.time.Duration;
import java.util.Optional;

/** The replay lab as a whole, and bundles that decide in the shadow. */
public final class ReplayFeature implements AutoCloseable {

  private static final Duration LOOK = Duration.ofSeconds(10);

  private final Parts parts;
  private final ReplayRunner runner;
  private final Replays replays;
  private final Shadows shadows;
  private Optional<RecurringJob> following = Optional.empty();

  private ReplayFeature(Parts parts) {
    this.parts = parts;
    this.runner = new ReplayRunner(parts);
    this.replays = new Replays(parts, runner);
    this.shadows = new Shadows(parts);
  }

  /**
   * What replays are made with.
   *
   * @param database where decisions and replays are
   * @param policy decides who may
   * @param audit takes the entries
   * @param metrics counts how replays end
   * @param rules the team's bundles
   * @param candidates drafts among them
   */
  public record Parts(
      Database database,
      Policy policy,
      AuditLog audit,
      Metrics metrics,
      Rules rules,
      Candidates candidates) {}

  /** Over these. */
  public static ReplayFeature of(Parts parts) {
    return new ReplayFeature(parts);
  }

  /** The verbs. */
  public Replays replays() {
    return replays;
  }

  /** The verbs on shadows. */
  public Shadows shadows() {
    return shadows;
  }

  /**
   * Follows the log for shadows from now on.
   *
   * @param sweeps the pool of {@link JobDatabase.Job#SWEEPER}
   */
  public void start(JobDatabase sweeps) {
    follow(sweeps, LOOK, ShadowFollower.BEHIND);
  }

  /** The same, looking that often, at decisions that have been there that long. */
  public void follow(JobDatabase sweeps, Duration look, Duration behind) {
    var follower = new ShadowFollower(parts, sweeps, behind);
    following = Optional.of(RecurringJob.start("shadows", look, new WakeUp(), follower::follow));
  }

  /** The routes. */
  public Routes routes() {
    return ReplayRoutes.of(replays).and(ShadowRoutes.of(shadows));
  }

  /** Ends what is under way: it says no more that it is alive, and can be started again. */
  @Override
  public void close() {
    following.ifPresent(RecurringJob::close);
    runner.close();
  }
}
