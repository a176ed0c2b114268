package com.integraci.tests.tenancy;

import com.integraci.appliance.ControlPlane;
import com.integraci.appliance.http.Server;
import com.integraci.appliance.identity.Identity;
import com.integraci.appliance.metrics.Metrics;
import com.integraci.appliance.probe.Probes;

/** The API over a place's parts, without the work that a control plane does unasked. */
final class ServedApi implements AutoCloseable {

  private final ControlPlane plane;
  private final Identity identity;
  private final Server server;
  private final Probes probes;

  ServedApi(TeamPlace place) {
    var settings = place.settings;
    plane = new ControlPlane(settings);
    identity = new Identity(settings, place.front, place.database, place.policy, place.audit);
    server = Server.start(settings.http(), plane.table(), identity, (_, _) -> "", new Metrics());
    probes = place.probes(settings.url(), plane::table);
  }

  /** The probe, which calls it. */
  Probes probes() {
    return probes;
  }

  @Override
  public void close() {
    server.close();
    identity.close();
    plane.close();
  }
}
