package com.integraci.installer.stack;

import com.integraci.config.BrokerTrust;
import com.integraci.installer.folder.Durable;
import com.integraci.installer.folder.Owner;
import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What NATS trusts, in a file that is made with OpenBao's data and lies in it. Nothing is secret.
 */
final class BrokerTrustFile {
  private static final String NAME = "broker-trust.json";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private BrokerTrustFile() {}

  static void write(Path folder, BrokerTrust trust, Owner owner) throws IOException {
    var root = JSON.createObjectNode();
    root.put("operatorToken", trust.operatorToken());
    root.put("system", trust.system());
    root.put("systemToken", trust.systemToken());
    Durable.write(folder.resolve(NAME), JSON.writeValueAsBytes(root), "r--------", owner);
  }

  static BrokerTrust read(Path folder) throws IOException {
    Path file = folder.resolve(NAME);
    try {
      JsonNode root = JSON.readTree(Files.readAllBytes(file));
      return new BrokerTrust(
          root.path("operatorToken").asString(""),
          root.path("system").asString(""),
          root.path("systemToken").asString(""));
    } catch (JacksonException e) {
      throw new Refusal(ExitCode.FOLDER_UNUSABLE, file + " is damaged: restore it.", e);
    }
  }
}
