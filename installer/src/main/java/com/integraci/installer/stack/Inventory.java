package com.integraci.installer.stack;

import com.integraci.installer.folder.ApplianceFile;
import com.integraci.installer.folder.ApplianceFile.Port;
import com.integraci.installer.folder.Durable;
import com.integraci.installer.folder.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The components that run for as long as the appliance does, in the order a reader expects.
 *
 * @param name as in {@code run/}, {@code log/} and {@code ps}
 * @param version its version
 * @param address where it listens
 */
record Inventory(String name, String version, String address) {
  /** In the data folder: the version of each component that was started last. */
  private static final String FILE = "components.json";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  static List<Inventory> of(ApplianceFile appliance, Parts parts) {
    return List.of(
        entry(appliance, Postgres.NAME, parts.postgres().version(), Port.POSTGRES),
        entry(appliance, OpenBao.NAME, parts.openbao().version(), Port.OPENBAO),
        entry(appliance, Nats.NAME, parts.nats().version(), Port.NATS),
        entry(appliance, Keycloak.NAME, parts.keycloak().version(), Port.KEYCLOAK),
        entry(appliance, ControlPlane.NAME, parts.controlPlane().version(), Port.CONTROL));
  }

  private static Inventory entry(ApplianceFile appliance, String name, String version, Port port) {
    return new Inventory(name, version, Site.ADDRESS + ":" + appliance.port(port));
  }

  /** Notes which versions are started now. */
  static void note(Site site) throws IOException {
    var versions = new TreeMap<String, String>();
    of(site.data().appliance(), site.parts())
        .forEach(part -> versions.put(part.name(), part.version()));
    byte[] content = JSON.writeValueAsBytes(versions);
    Durable.write(site.path(FILE), content, "rw-r--r--", Owner.caller());
  }

  /** The version of a component as noted at the last start, or an empty text. */
  static String noted(Path data, String name) {
    try {
      return JSON.readTree(Files.readAllBytes(data.resolve(FILE))).path(name).asString("");
    } catch (IOException | JacksonException e) {
      return "";
    }
  }
}
