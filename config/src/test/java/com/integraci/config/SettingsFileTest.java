package com.integraci.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
  void whatMayBeLeftOutIsAsItWasBeforeThereWasSuchASetting() throws IOException {
    var text = SettingsFile.write(SETTINGS);
    var shorter =
        text.substring(0, text.indexOf("webhooks:")).replaceAll("(?m)^ +management:.*\\R", "");
    assertFalse(shorter.contains("traces") || shorter.contains("management"), shorter);
    assertEquals(SETTINGS, SettingsFile.control(file(shorter)));
    assertFalse(SETTINGS.traces().on());
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
  void mailIsWrittenAndReadAgainAndReadByItself() throws IOException {
    var all = SETTINGS.withMail(Optional.of(mail("starttls", "mail.example", login())));
    assertEquals(all, SettingsFile.control(file(SettingsFile.write(all))));
    var here = SETTINGS.withMail(Optional.of(mail("none", "127.0.0.1", Optional.empty())));
    assertEquals(here, SettingsFile.control(file(SettingsFile.write(here))));
    var part = all.mail().orElseThrow();
    assertEquals(part, SettingsFile.mail(file(SettingsFile.write(part))));
  }

  @Test
  void mailInPlainTextToAnotherMachineIsRefused() throws IOException {
    var here = SETTINGS.withMail(Optional.of(mail("none", "127.0.0.1", Optional.empty())));
    var text = SettingsFile.write(here).replace("host: \"127.0.0.1\"", "host: mail.example");
    assertTrue(text.contains("host: mail.example"), text);
    var thrown =
        assertThrows(InvalidSettingsException.class, () -> SettingsFile.control(file(text)));
    assertTrue(thrown.getMessage().contains("/mail/host"), thrown.getMessage());
    assertThrows(
        IllegalArgumentException.class, () -> mail("none", "mail.example", Optional.empty()));
  }

  @Test
  void mailFromAnythingButAnAddressIsRefused() throws IOException {
    var all = SETTINGS.withMail(Optional.of(mail("tls", "mail.example", login())));
    var text = SettingsFile.write(all).replace("ci@example.com", "CI <ci@example.com>");
    var thrown =
        assertThrows(InvalidSettingsException.class, () -> SettingsFile.control(file(text)));
    assertTrue(thrown.getMessage().contains("/mail/from"), thrown.getMessage());
  }

  private static SmtpSettings mail(String tls, String host, Optional<SmtpSettings.Login> login) {
    return new SmtpSettings(
        host, 587, tls, "ci@example.com", login, List.of(Path.of("/d/mail-ca.pem")));
  }

  private static Optional<SmtpSettings.Login> login() {
    return Optional.of(new SmtpSettings.Login("ci", Path.of("/d/mail-password")));
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
      // What may be left out stands in an Optional.
      var inner =
          component.getGenericType() instanceof ParameterizedType holder
                  && component.getType() == Optional.class
              ? (Class<?>) holder.getActualTypeArguments()[0]
              : component.getType();
      if (inner.isRecord()) {
        assertSameKeys(inner, schema.get("properties").get(component.getName()));
      }
    }
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("control.yaml"), text);
  }
}
