package com.integraci.appliance;

import com.integraci.appliance.accounts.AccountParts;
import com.integraci.appliance.accounts.Visits;
import com.integraci.appliance.broker.Broker;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.failure.Unavailable;
import com.integraci.appliance.http.RouteTable;
import com.integraci.appliance.jobs.RecurringJob;
import com.integraci.appliance.jobs.WakeUp;
import com.integraci.appliance.metrics.Metrics;
import com.integraci.appliance.openbao.OpenBao;
import com.integraci.appliance.probe.NightlyProbe;
import com.integraci.appliance.probe.ProbeRoutes;
import com.integraci.appliance.probe.Probes;
import com.integraci.appliance.probe.RouteProbe;
import com.integraci.appliance.repair.Layers;
import com.integraci.appliance.repair.NightlyRepair;
import com.integraci.appliance.repair.Repairs;
import com.integraci.appliance.tenancy.ProbeTeams;
import com.integraci.appliance.tenancy.TenancyParts;
import com.integraci.config.ControlSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.function.Supplier;

/** What looks whether teams are as they are to be: at a start, when operators ask, each night. */
record Upkeep(TenancyParts parts, JobDatabase overview, Repairs repairs, Probes probes) {

  private static final System.Logger LOG = System.getLogger(Upkeep.class.getName());

  /** How often it is asked whether it is night. */
  private static final Duration LOOK = Duration.ofMinutes(10);

  static Upkeep of(TenancyParts parts, JobDatabase overview, Probes.Walls walls, Layers layers) {
    var teams = new ProbeTeams(parts);
    return new Upkeep(
        parts,
        overview,
        new Repairs(
            new Repairs.Parts(
                parts.database(),
                overview,
                parts.policy(),
                parts.audit(),
                parts.workflows(),
                layers)),
        new Probes(
            new Probes.Parts(parts.database(), parts.policy(), parts.audit(), walls, teams)));
  }

  /**
   * What the probe tries beside the database.
   *
   * @param table every route, once there is a table
   */
  static Probes.Walls walls(
      ControlSettings settings,
      OpenBao openbao,
      Broker broker,
      AccountParts programs,
      Supplier<RouteTable> table) {
    var routes = new RouteProbe(settings.url(), settings.authority(), table, new Visits(programs));
    return new Probes.Walls(openbao, broker, routes);
  }

  void start(Opened opened, Metrics metrics) {
    ProcessMetrics.of(metrics, opened::pools);
    ProbeRoutes.gauges(probes, metrics);
    var probe = new NightlyProbe(probes, Clock.system(ZoneId.systemDefault()));
    opened.keep(RecurringJob.start("probe", LOOK, new WakeUp(), probe::run));
    var repair = new NightlyRepair(repairs, Clock.system(ZoneId.systemDefault()));
    opened.keep(RecurringJob.start("repairs", LOOK, new WakeUp(), repair::run));
    completeTenants();
  }

  /** Tenants that lack a layer of this release get it; without a database, at the next start. */
  private void completeTenants() {
    try {
      int started =
          parts
              .provisioning()
              .reconcile(parts.workflows(), overview, parts.policy(), parts.audit());
      LOG.log(System.Logger.Level.INFO, started + " tenants lacked a layer");
    } catch (Unavailable e) {
      LOG.log(System.Logger.Level.WARNING, "tenants were not looked through: " + e.getMessage());
    }
  }
}
