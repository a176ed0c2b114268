package com.integraci.installer.folder;

import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code appliance.json} holds: the format of the data folder, the instance it is, the version
 * that wrote it last, and the ports it keeps for good.
 *
 * @param format the layout of the data folder; a greater one than {@link #FORMAT} is refused
 * @param instance names this appliance, also outside the folder (its unseal key)
 * @param version the product version that wrote the file
 * @param ports a port of 127.0.0.1 for each purpose
 */
public record ApplianceFile(int format, UUID instance, String version, Map<Port, Integer> ports) {
  /** The layout this version writes. It grows when an older version could not run on the data. */
  public static final int FORMAT = 1;

  /** What a port is for; the name stands in {@code appliance.json}. */
  public enum Port {
    CONTROL,
    POSTGRES,
    OPENBAO,
    OPENBAO_CLUSTER,
    KEYCLOAK,
    KEYCLOAK_MANAGEMENT,
    NATS
  }

  private static final JsonMapper JSON = JsonMapper.builder().build();

  public ApplianceFile {
    ports = Map.copyOf(ports);
    for (Port port : Port.values()) {
      Integer number = ports.get(port);
      if (number == null || number < 1 || number > 65535) {
        throw new IllegalArgumentException("no usable port for " + port);
      }
    }
  }

  /** The port for a purpose. */
  public int port(Port port) {
    return ports.get(port);
  }

  static ApplianceFile read(Path file) throws IOException {
    JsonNode root;
    try {
      root = JSON.readTree(Files.readAllBytes(file));
    } catch (JacksonException e) {
      throw unreadable(file, e);
    }
    int format = root.path("format").asInt(0);
    if (format > FORMAT) {
      throw new Refusal(
          ExitCode.DATA_NEWER,
          "%s was written by version %s, which is newer than this one: use that version or a later one."
              .formatted(file.getParent(), root.path("version").asString("(unknown)")));
    }
    try {
      var ports = new EnumMap<Port, Integer>(Port.class);
      for (Port port : Port.values()) {
        ports.put(port, root.path("ports").path(port.name()).asInt(0));
      }
      if (ports.get(Port.NATS) == 0) {
        throw new Refusal(
            ExitCode.FOLDER_UNUSABLE,
            file.getParent()
                + " was made by a version without the broker, whose keys are made at the first"
                + " start: use that version, or a new folder. Nothing was changed.");
      }
      var instance = UUID.fromString(root.path("instance").asString(""));
      return new ApplianceFile(format, instance, root.path("version").asString(""), ports);
    } catch (IllegalArgumentException e) {
      throw unreadable(file, e);
    }
  }

  void write(Path file) throws IOException {
    var root = JSON.createObjectNode();
    root.put("format", format);
    root.put("instance", instance.toString());
    root.put("version", version);
    var numbers = root.putObject("ports");
    for (Port port : Port.values()) {
      numbers.put(port.name(), port(port));
    }
    byte[] content = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    Durable.write(file, content, "rw-r--r--", Owner.caller());
  }

  private static Refusal unreadable(Path file, Exception cause) {
    return new Refusal(
        ExitCode.FOLDER_UNUSABLE,
        file + " is damaged: put back the file from a backup; nothing was changed.",
        cause);
  }
}
