package com.integraci.tests.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.tests.Appliance;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Schemathesis makes requests of the description, right and wrong ones, and holds the answers to
 * it: no 5xx, no status, field or media type that is not described, no wrong request taken. The
 * runner names the Python that has it in {@code INTEGRACI_PYTHON}.
 */
@Tag("api")
class ApiTest {

  private static final Duration START = Duration.ofMinutes(12);
  private static final Duration BOUND = Duration.ofMinutes(6);

  private Path folder;

  @BeforeEach
  void make() throws IOException {
    folder = Files.createTempDirectory("ica");
    // The components' users pass through it.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
  }

  @Test
  void every_answer_is_as_the_description_says() throws IOException, InterruptedException {
    try (var appliance = Appliance.start(folder, "--port", freePort())) {
      appliance.awaitReady(START);
      var run = schemathesis();
      assertTrue(run.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS), "it did not end in " + BOUND);
      assertEquals(0, run.exitValue(), this::report);
    }
  }

  private static String freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Integer.toString(socket.getLocalPort());
    }
  }

  private Process schemathesis() throws IOException {
    var python = System.getenv("INTEGRACI_PYTHON");
    assertNotNull(python, "INTEGRACI_PYTHON names no Python; use tests/run api");
    var script = Path.of(System.getProperty("integraci.root"), "tests/python/api.py");
    var builder = new ProcessBuilder(List.of(python, script.toString()));
    builder.environment().put("INTEGRACI_READY", folder.resolve("ready.json").toString());
    builder.directory(folder.toFile());
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("api.log").toFile());
    return builder.start();
  }

  private String report() {
    try {
      return Files.readString(folder.resolve("api.log"));
    } catch (IOException e) {
      return e.toString();
    }
  }
}
