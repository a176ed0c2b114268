package com.integraci.tests.tenancy;

import com.integraci.appliance.ControlPlane;
import com.integraci.appliance.audit.Sealer;
import com.integraci.appliance.database.Database;
import com.integraci.appliance.database.JobDatabase;
import com.integraci.appliance.http.Server;
import com.integraci.appliance.identity.Identity;
import com.integraci.appliance.metrics.Metrics;
import com.integraci.appliance.probe.Probes;

/**
 * The API over a place's parts, without the work that a control plane does unasked but for seals,
 * which evidence packs wait for.
 */
final class ServedApi implements AutoCloseable {

  private static final int SEALER_POOL = 2;

  private final ControlPlane plane;
  private final Identity identity;
  private final Server server;
  private final Probes probes;
  private final Database own;
  private final JobDatabase claims;
  private final Sealer sealer;

  ServedApi(TeamPlace place) {
    var settings = place.settings;
    plane = new ControlPlane(settings);
    identity = new Identity(settings, place.front, place.database, place.policy, place.audit);
    server = Server.start(settings.http(), plane.table(), identity, (_, _) -> "", new Metrics());
    probes = place.probes(settings.url(), plane::table);
    own = Database.open(settings.database().withPoolMax(SEALER_POOL));
    claims = JobDatabase.open(settings.database(), JobDatabase.Job.SEALER);
    sealer = Sealer.start(own, claims, place.policy);
  }

  /** The probe, which calls it. */
  Probes probes() {
    return probes;
  }

  @Override
  public void close() {
    server.close();
    sealer.close();
    claims.close();
    own.close();
    identity.close();
    plane.close();
  }
}
