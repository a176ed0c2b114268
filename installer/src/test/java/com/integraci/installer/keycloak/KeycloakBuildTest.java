package com.integraci.installer.keycloak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.airgap.Store;
import com.integraci.airgap.StoreFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a stand-in for Java, which notes how it was called; the real build runs in tests/. */
class KeycloakBuildTest {
  @TempDir Path scratch;
  private Path distribution;
  private Path provider;

  @BeforeEach
  void makeInputs() throws IOException {
    distribution = Files.createDirectories(scratch.resolve("keycloak-1.0-abc"));
    Files.createDirectories(distribution.resolve("providers"));
    Files.writeString(distribution.resolve("kc.sh"), "#!/bin/sh\n");
    Files.setPosixFilePermissions(
        distribution.resolve("kc.sh"), PosixFilePermissions.fromString("r-xr-xr-x"));
    provider = Files.writeString(scratch.resolve("provider.jar"), "jar 1");
  }

  @AfterEach
  void openForRemoval() throws IOException {
    try (Stream<Path> all = Files.walk(scratch)) {
      for (Path folder : all.filter(Files::isDirectory).toList()) {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      }
    }
  }

  @Test
  void itIsBuiltOnceFromTheDistributionAndTheProviders() throws IOException {
    Path built = build("echo build >> \"$PWD/lib\"; echo \"$@\" > args").ensure();

    assertEquals("jar 1", Files.readString(built.resolve("providers/provider.jar")));
    assertTrue(Files.isExecutable(built.resolve("kc.sh")));
    String arguments = Files.readString(built.resolve("args"));
    assertTrue(arguments.contains("QuarkusEntryPoint build --db=postgres"), arguments);
    assertTrue(arguments.contains("--http-relative-path=/auth"), arguments);
    assertTrue(arguments.contains("-Dquarkus.otel.traces.exporter=none -cp"), arguments);
    assertEquals(built, build("exit 1").ensure());
  }

  @Test
  void anotherProviderIsAnotherBuild() throws IOException {
    Path first = build("true").ensure();
    Files.writeString(provider, "jar 2");

    assertNotEquals(first, build("true").ensure());
  }

  @Test
  void aFailedBuildSaysWhyAndLeavesNothing() throws IOException {
    String message =
        assertThrows(StoreFailure.class, () -> build("echo no such option; exit 2").ensure())
            .getMessage();

    assertTrue(message.contains("ended with 2"), message);
    assertTrue(message.contains("no such option"), message);
    try (Stream<Path> left = Files.list(scratch.resolve("store/keycloak"))) {
      assertFalse(left.findAny().isPresent());
    }
  }

  private KeycloakBuild build(String javaDoes) throws IOException {
    Path java = scratch.resolve("java");
    Files.writeString(java, "#!/bin/sh\n" + javaDoes + "\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    Store store = new Store(scratch.resolve("store"), line -> {});
    return new KeycloakBuild(store, distribution, List.of(provider), java);
  }
}
