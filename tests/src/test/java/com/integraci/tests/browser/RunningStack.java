package com.integraci.tests.browser;

import com.integraci.tests.Appliance;
import com.integraci.tests.Collector;
import com.integraci.tests.DirectoryServer;
import com.integraci.tests.Receiver;
import com.integraci.tests.ThrowawayAuthority;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The appliance that the suite looks at, started once for the process, or the one whose ready-file
 * the environment names in {@code INTEGRACI_READY_FILE}, to which the stories of webhooks,
 * directories and traces don't apply.
 *
 * @param url where browsers reach it
 * @param authority the certificate of its authority (PEM), in its data folder
 * @param operatorLink where the first operator sets a password, once
 * @param controlPlane the process of the control plane, as long as nobody ends it
 */
record RunningStack(URI url, Path authority, String operatorLink, long controlPlane) {

  /** The first start of all makes Keycloak's schema: minutes on a busy machine. */
  private static final Duration START = Duration.ofMinutes(10);

  private static final class Shared {
    static final Receiver RECEIVER = new Receiver();
    static final Collector COLLECTOR = listening();
    static final ThrowawayAuthority DIRECTORIES = new ThrowawayAuthority();
    static final RunningStack STACK = find();
  }

  /** The one of this process. */
  static RunningStack shared() {
    return Shared.STACK;
  }

  /** Somebody's server that webhooks of the one started here may reach and trust. */
  static Receiver receiver() {
    return Shared.RECEIVER;
  }

  /** Gets the traces of the one started here. */
  static Collector collector() {
    return Shared.COLLECTOR;
  }

  private static Collector listening() {
    try {
      return new Collector();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A customer's directory that the one started here may reach and trusts. */
  static DirectoryServer directory() {
    return DirectoryServer.start(Shared.DIRECTORIES::issueTo);
  }

  private static Path directories(Path folder) {
    var file = folder.resolve("directories.pem");
    Shared.DIRECTORIES.writeTo(file);
    return file;
  }

  /** Where everything that it keeps stands. */
  Path data() {
    return authority.getParent();
  }

  /** Sends the control plane a signal, by its name. */
  void signal(String name) {
    signal(controlPlane, name);
  }

  /** Sends every process of another component one; its folder has the component's name. */
  void signal(String component, String name) {
    var processes = Appliance.processesOf(data().resolve(component));
    if (processes.isEmpty()) {
      throw new IllegalStateException("no process of " + component);
    }
    processes.forEach(process -> signal(process, name));
  }

  private static void signal(long process, String name) {
    try {
      var kill =
          new ProcessBuilder("/bin/kill", "-s", name, "--", Long.toString(process))
              .inheritIO()
              .start();
      if (kill.waitFor() != 0) {
        throw new IllegalStateException(process + " takes no signal " + name);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static RunningStack find() {
    var given = System.getenv("INTEGRACI_READY_FILE");
    return given == null ? start() : read(Path.of(given));
  }

  private static RunningStack start() {
    try {
      var open = PosixFilePermissions.fromString("rwx--x--x");
      var folder = Files.createTempDirectory("icib");
      Files.setPosixFilePermissions(folder, open);
      var appliance =
          Appliance.start(
              folder,
              "--port",
              Integer.toString(freePort()),
              "--webhooks-inside",
              "--webhook-authorities",
              receiver().authority().toString(),
              "--traces-endpoint",
              collector().url(),
              "--identity-providers-inside",
              "--identity-provider-authorities",
              directories(folder).toString());
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(appliance::close));
      appliance.awaitReady(START);
      return read(folder.resolve("ready.json"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RunningStack read(Path file) {
    try {
      var ready = JsonMapper.builder().build().readTree(Files.readString(file));
      return new RunningStack(
          URI.create(ready.get("url").asString()),
          Path.of(ready.get("ca").asString()),
          ready.get("operator").path("link").asString(""),
          controlPlane(ready.get("components")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long controlPlane(JsonNode components) {
    for (JsonNode component : components) {
      if (component.get("name").asString().equals("control")) {
        return component.get("pid").asLong();
      }
    }
    throw new IllegalStateException("no control plane among " + components);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
