package com.integraci.airgap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LockReaderTest {
  @Test
  void theBundledLockNamesTheComponentsExactly() {
    List<String> names =
        ComponentLock.bundled().components().stream()
            .map(c -> c.name() + " " + c.version())
            .toList();

    assertEquals(
        List.of("postgresql 18.6", "openbao 2.7.2", "nats 2.15.1", "keycloak 26.7.3", "opa 1.22.2"),
        names);
  }

  @Test
  void whatIsNotMadeByUpstreamSaysWhoMadeIt() {
    for (Component component : ComponentLock.bundled().components()) {
      assertEquals(
          component.source() instanceof Source.Pypi,
          component.repackagedBy().isPresent(),
          component.name());
    }
  }

  @Test
  void allProblemsAreNamedAtOnce() throws IOException {
    String broken =
        bundledJson()
            .replace("\"format\": 1", "\"format\": 2")
            .replace("\"name\": \"openbao\"", "\"name\": \"post/gresql\"")
            .replace("\"kind\": \"maven\"", "\"kind\": \"floppy\"")
            .replace("\"sizeBytes\": 176710367", "\"sizeBytes\": -1")
            .replace("\"licence\": \"PostgreSQL\"", "\"license\": \"PostgreSQL\"")
            .replace("\"binary\": \"bin/bao\"", "\"binary\": \"../bao\"")
            .replace("db79307a", "DB79307A");

    String message = problems(broken);

    assertAll(
        () -> assertTrue(message.contains("/format: must be 1"), message),
        () -> assertTrue(message.contains("/components/1/name: may hold"), message),
        () -> assertTrue(message.contains("/components/3/source/kind: floppy"), message),
        () -> assertTrue(message.contains("/components/3/artifact/sizeBytes"), message),
        () -> assertTrue(message.contains("/components/0/licence: must be a text"), message),
        () -> assertTrue(message.contains("/components/0/license: is not known"), message),
        () -> assertTrue(message.contains("/components/1/content/binary"), message),
        () -> assertTrue(message.contains("/components/1/artifact/sha256: is not 64"), message));
  }

  @Test
  void aModuleWithoutTheHashThatItsBuildChecksIsRefused() throws IOException {
    for (String other : List.of("\"published\": \"sha256:0\",", "")) {
      String message = problems(bundledJson().replaceAll("\"published\": \"h1:[^\"]+\",", other));

      assertTrue(message.contains("/components/4/upstream/published: must be the"), message);
    }
  }

  @Test
  void aNameMayStandThereOnlyOnce() throws IOException {
    String message =
        problems(bundledJson().replace("\"name\": \"openbao\"", "\"name\": \"keycloak\""));

    assertTrue(message.contains("/components/3/name: keycloak stands there twice"), message);
  }

  @Test
  void aFieldMayStandThereOnlyOnce() throws IOException {
    problems(bundledJson().replace("\"format\": 1,", "\"format\": 1, \"format\": 1,"));
  }

  @Test
  void whatIsNotAnObjectOrNotJsonIsRefused() {
    assertTrue(problems("[]").contains("must be an object"));
    assertTrue(problems("{\"format\": 1").contains("is not JSON"));
    assertTrue(problems("{\"format\": 1, \"components\": []}").contains("/components: must be"));
    assertTrue(problems("{\"format\": 1, \"components\": [7]}").contains("/components/0: must be"));
  }

  @Test
  void askingForAComponentThatIsNotThereNamesThoseThatAre() {
    Exception e =
        assertThrows(
            IllegalArgumentException.class, () -> ComponentLock.bundled().component("k3s"));

    assertTrue(e.getMessage().contains("postgresql, openbao, nats, keycloak, opa"), e.getMessage());
  }

  @Test
  void anAbsentPublishedHashIsEmpty() {
    assertEquals(
        Optional.empty(), ComponentLock.bundled().component("openbao").upstream().published());
  }

  private static String problems(String json) {
    return assertThrows(
            IllegalArgumentException.class, () -> ComponentLock.parse(json.getBytes(UTF_8)))
        .getMessage();
  }

  private static String bundledJson() throws IOException {
    try (InputStream in = ComponentLock.class.getResourceAsStream("components.lock.json")) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
