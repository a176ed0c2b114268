package com.integraci.tests.api;

import com.integraci.tests.Appliance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The appliance of this suite, started once for the process with {@code --demo}; or the one over
 * the folder that the environment names in {@code INTEGRACI_DEMO_FOLDER}.
 *
 * @param folder with {@code data}, {@code ready.json} and {@code up.log}
 */
record DemoAppliance(Path folder) {
  private static final Duration START = Duration.ofMinutes(12);

  private static final class Shared {
    static final DemoAppliance ONE = find();
  }

  /** The one of this process. */
  static DemoAppliance shared() {
    return Shared.ONE;
  }

  private static DemoAppliance find() {
    String given = System.getenv("INTEGRACI_DEMO_FOLDER");
    return given == null ? start() : new DemoAppliance(Path.of(given));
  }

  private static DemoAppliance start() {
    try {
      Path folder = Files.createTempDirectory("ica");
      // The components' users pass through it.
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
      var appliance = Appliance.start(folder, "--demo", "--port", freePort());
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(appliance::close));
      appliance.awaitReady(START);
      return new DemoAppliance(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Integer.toString(socket.getLocalPort());
    }
  }

  Path data() {
    return folder.resolve("data");
  }

  Path ready() {
    return folder.resolve("ready.json");
  }

  String url() {
    return json(ready()).path("url").asString();
  }

  /** What the demo left. */
  JsonNode teams() {
    return json(data().resolve("demo.json")).path("teams");
  }

  static JsonNode json(Path file) {
    try {
      return JsonMapper.shared().readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
