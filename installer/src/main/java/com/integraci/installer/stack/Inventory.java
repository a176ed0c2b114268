package com.integraci.installer.stack;

import com.integraci.installer.folder.ApplianceFile;
import com.integraci.installer.folder.ApplianceFile.Port;
import java.util.List;

/**
 * The components that run for as long as the appliance does, in the order a reader expects.
 *
 * @param name as in {@code run/}, {@code log/} and {@code ps}
 * @param version its version
 * @param address where it listens
 */
record Inventory(String name, String version, String address) {

  static List<Inventory> of(ApplianceFile appliance, Parts parts) {
    return List.of(
        entry(appliance, Postgres.NAME, parts.postgres().version(), Port.POSTGRES),
        entry(appliance, OpenBao.NAME, parts.openbao().version(), Port.OPENBAO),
        entry(appliance, Keycloak.NAME, parts.keycloak().version(), Port.KEYCLOAK),
        entry(appliance, ControlPlane.NAME, parts.controlPlane().version(), Port.CONTROL));
  }

  private static Inventory entry(ApplianceFile appliance, String name, String version, Port port) {
    return new Inventory(name, version, Site.ADDRESS + ":" + appliance.port(port));
  }
}
