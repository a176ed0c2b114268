package com.integraci.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SettingsFileTest {

  private static final ControlSettings SETTINGS =
      new ControlSettings(
          URI.create("https://localhost:8443"),
          Path.of("/d/ca.pem"),
          new ControlSettings.Http("127.0.0.1", 8443, Path.of("/d/c.pem"), Path.of("/d/c.key")),
          new ControlSettings.Database(
              "127.0.0.1", 5432, "integraci", Path.of("/d/ca.pem"), Path.of("/d/db"), 16),
          new ControlSettings.Keycloak(
              URI.create("https://127.0.0.1:8444/auth"), Path.of("/d/client.jwk")),
          new ControlSettings.OpenBao(URI.create("https://127.0.0.1:8200"), Path.of("/d/bao")),
          new ControlSettings.Nats(URI.create("tls://127.0.0.1:1")),
          new ControlSettings.Signup(true),
          Path.of("/d/state"));

  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    assertEquals(SETTINGS, SettingsFile.control(file(SettingsFile.write(SETTINGS))));
    assertEquals(
        SETTINGS.database(), SettingsFile.database(file(SettingsFile.write(SETTINGS.database()))));
  }

  @Test
  void everyProblemIsNamedAtOnceAndUnknownKeysAreProblems() throws IOException {
    var text =
        SettingsFile.write(SETTINGS)
            .replace("https://localhost:8443", "http://localhost")
            .replace("port: 5432", "port: 70000")
            .replace("poolMax: 16", "poolMax: 16\n  poolmin: 3");
    var thrown =
        assertThrows(InvalidSettingsException.class, () -> SettingsFile.control(file(text)));
    for (String part : Set.of("/url", "/database/port", "poolmin")) {
      assertTrue(thrown.getMessage().contains(part), () -> part + " in " + thrown.getMessage());
    }
  }

  @Test
  void whatIsNotYamlIsRefusedWithTheFilesName() {
    var thrown =
        assertThrows(InvalidSettingsException.class, () -> SettingsFile.control(file("a: [")));
    assertTrue(thrown.getMessage().contains("control.yaml"));
  }

  @Test
  void theSchemaHasExactlyTheKeysOfTheRecords() {
    assertSameKeys(ControlSettings.class, SettingsFile.schema());
  }

  @Test
  void theReferenceInDocsIsTheOneMadeFromTheSchema() throws IOException {
    var file = Path.of("../docs/configuration.md");
    if (Boolean.getBoolean("integraci.refresh")) {
      Files.writeString(file, SettingsReference.markdown());
    }
    assertEquals(
        SettingsReference.markdown(),
        Files.readString(file),
        "run: mvn -pl config test -Dintegraci.refresh=true");
  }

  private static void assertSameKeys(Class<?> type, JsonNode schema) {
    var names =
        Arrays.stream(type.getRecordComponents())
            .map(component -> component.getName())
            .collect(Collectors.toSet());
    var keys =
        schema.get("properties").properties().stream()
            .map(entry -> entry.getKey())
            .collect(Collectors.toSet());
    assertEquals(names, keys, type.getSimpleName());
    for (var component : type.getRecordComponents()) {
      if (component.getType().isRecord()) {
        assertSameKeys(component.getType(), schema.get("properties").get(component.getName()));
      }
    }
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("control.yaml"), text);
  }
}
