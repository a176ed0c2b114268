package com.integraci.appliance;

import com.integraci.appliance.audit.AuditLog;
import com.integraci.appliance.console.Console;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.FrontDoor;
import com.integraci.appliance.http.ErrorPage;
import com.integraci.appliance.http.Guard;
import com.integraci.appliance.http.Health;
import com.integraci.appliance.http.OwnRoutes;
import com.integraci.appliance.http.RouteTable;
import com.integraci.appliance.http.Routes;
import com.integraci.appliance.http.Server;
import com.integraci.appliance.identity.Identity;
import com.integraci.appliance.metrics.Metrics;
import com.integraci.appliance.policy.Policy;
import com.integraci.config.ControlSettings;
import java.util.List;

/** The control plane's table of contents: which features there are and what each is given. */
public final class ControlPlane implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(ControlPlane.class.getName());

  private final ControlSettings settings;
  private final Opened opened = new Opened();
  private final Metrics metrics = new Metrics();
  private final Guard guard;
  private final ErrorPage errorPage;
  private final RouteTable table;

  /**
   * Wires every feature. Nothing is asked of another component yet, so that the control plane can
   * start, and say what is missing, while they are away.
   */
  public ControlPlane(ControlSettings settings) {
    this.settings = settings;
    var policy = Policy.load();
    var front = opened.keep(FrontDoor.open(settings.database()));

    var database = opened.keep(Database.open(settings.database()));
    var audit = new AuditLog();
    var identity = opened.keep(new Identity(settings, front, database, policy, audit));
    this.guard = identity;
    var health =
        new Health(
            List.of(
                new Health.Check(
                    "postgresql", () -> front.call("select 1 as one", row -> row.number("one"))),
                identity.keycloakCheck()));
    var console = new Console(settings, policy, health);
    this.errorPage = console.errorPage();
    List<Routes> features = List.of(identity.routes(), console.routes());
    this.table = new OwnRoutes(health, metrics, policy).with(features);
  }

  /** Every route there is. */
  public RouteTable table() {
    return table;
  }

  /** Starts to listen; returns the port. */
  public int start() {
    var server = opened.keep(Server.start(settings.http(), table, guard, errorPage, metrics));
    LOG.log(System.Logger.Level.INFO, "listens on port " + server.port());
    return server.port();
  }

  /** Lets requests end, then closes what was opened, the last first. */
  @Override
  public void close() {
    opened.close();
    LOG.log(System.Logger.Level.INFO, "stopped");
  }
}
