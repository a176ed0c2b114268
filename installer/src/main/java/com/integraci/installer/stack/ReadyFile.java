package com.integraci.installer.stack;

import com.integraci.installer.folder.Durable;
import com.integraci.installer.folder.Owner;
import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The file that says a sign-up would work now: there only while the appliance is ready, mode 0600,
 * written by rename. Its members are {@code url}, {@code ca}, {@code operator} ({@code issuer},
 * {@code client_id}, {@code client_secret}, {@code link}) and {@code components} ({@code name},
 * {@code version}, {@code pid}, {@code address}).
 */
final class ReadyFile {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ReadyFile() {}

  /**
   * A running component.
   *
   * @param address where it listens
   */
  record Running(String name, String version, long pid, String address) {}

  static void write(
      Path file, String url, Path authority, OperatorFile operator, List<Running> components) {
    ObjectNode root = JSON.createObjectNode();
    root.put("url", url).put("ca", authority.toString());
    root.putObject("operator")
        .put("issuer", operator.issuer())
        .put("client_id", operator.clientId())
        .put("client_secret", operator.clientSecret())
        .put("link", operator.link());
    var list = root.putArray("components");
    for (Running component : components) {
      list.addObject()
          .put("name", component.name())
          .put("version", component.version())
          .put("pid", component.pid())
          .put("address", component.address());
    }
    try {
      byte[] content = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
      Durable.write(file.toAbsolutePath(), content, "rw-------", Owner.caller());
    } catch (IOException e) {
      throw new Refusal(ExitCode.FOLDER_UNUSABLE, file + " can't be written.", e);
    }
  }

  static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new Refusal(ExitCode.FOLDER_UNUSABLE, file + " can't be removed.", e);
    }
  }
}
