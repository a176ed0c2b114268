package com.integraci.installer.stack;

import com.integraci.config.TraceSettings;
import com.integraci.installer.folder.Durable;
import com.integraci.installer.folder.Owner;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Where Keycloak's spans are sent, in a file of Keycloak's that {@code keycloak-tracing} reads: the
 * address, header fields and authorities. It is what the control plane is told; a start without a
 * collector takes the file away and switches Keycloak's tracing off.
 */
final class KeycloakTraces {
  private static final String OFF = "-Dquarkus.otel.sdk.disabled=true";

  private KeycloakTraces() {}

  /** Lays the file down; returns the property of Keycloak's process that goes with it. */
  static String lay(TraceSettings asked, Path folder, Owner owner) throws IOException {
    Path file = folder.resolve("traces.properties");
    if (!asked.on()) {
      Files.deleteIfExists(file);
      return OFF;
    }
    var said = new Properties();
    said.setProperty("address", asked.address());
    asked
        .headerFields()
        .forEach((name, value) -> said.setProperty("header." + name, value.reveal()));
    said.setProperty(
        "authorities",
        asked.authorities().stream().map(TraceFiles::certificates).collect(Collectors.joining()));
    var text = new StringWriter();
    said.store(text, "Written by integraci at each start; changes are lost.");
    Durable.write(file, text.toString(), "r--------", owner);
    return "-Dintegraci.traces=" + file;
  }
}
