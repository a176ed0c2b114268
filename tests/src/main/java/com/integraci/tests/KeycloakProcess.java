package com.integraci.tests;

import com.integraci.airgap.Store;
import com.integraci.config.ControlSettings;
import com.integraci.installer.keycloak.KeycloakBuild;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Starts the Keycloak of one folder, which is built with the product's providers and kept in the
 * machine's store.
 */
final class KeycloakProcess {

  private static final Duration START_MAX = Duration.ofMinutes(8);
  private static final Duration END_MAX = Duration.ofMinutes(1);

  private final Path folder;
  private final Path java = Path.of(System.getProperty("java.home")).resolve("bin/java");
  private final Path build;
  private final int port;
  private final int management = PostgresServer.freePort();

  /**
   * Lays down what each start needs.
   *
   * @param folder holds its files
   * @param port where it listens
   * @param origin what it believes to stand behind
   */
  KeycloakProcess(Path folder, int port, URI origin) throws IOException {
    this.folder = folder;
    this.port = port;
    var store = new Store(Store.standardRoot(), _ -> {});
    this.build = new KeycloakBuild(store, Parts.ensure("keycloak"), providers(), java).ensure();
    var home = Files.createDirectories(home());
    Files.createDirectories(home.resolve("data"));
    Files.createDirectories(home.resolve("conf"));
    for (String part : List.of("bin", "lib", "providers", "themes")) {
      Files.createSymbolicLink(home.resolve(part), build.resolve(part));
    }
    Files.writeString(folder.resolve("keycloak.conf"), configuration(origin));
  }

  /** The build's folder in the store; its name holds a digest of all that it is made from. */
  Path build() {
    return build;
  }

  /** Its management interface, where it tells its metrics. */
  URI management() {
    return URI.create("https://127.0.0.1:" + management + "/auth");
  }

  /** Starts it and waits until it answers; it ends with this virtual machine. */
  Process start(Map<String, String> environment, KeycloakAdmin admin) {
    var process = started(environment);
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroyForcibly));
    Await.until("Keycloak is up, or ended", START_MAX, () -> !process.isAlive() || admin.up());
    if (!process.isAlive()) {
      throw new IllegalStateException("Keycloak ended, see " + folder.resolve("log"));
    }
    return process;
  }

  /** Ends it in order. */
  static void stop(Process process) {
    process.destroy();
    Await.until("Keycloak has ended", END_MAX, () -> !process.isAlive());
  }

  /** Only a thread that lives as long may start it: its death ends the server. */
  private Process started(Map<String, String> environment) {
    var log = ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile());
    var builder = new ProcessBuilder(command()).redirectErrorStream(true).redirectOutput(log);
    builder.environment().putAll(environment);
    builder.environment().put("KC_CONFIG_FILE", folder.resolve("keycloak.conf").toString());
    var born = new CompletableFuture<Process>();
    Thread.ofPlatform()
        .daemon()
        .name("keycloak")
        .start(
            () -> {
              try {
                var started = builder.start();
                born.complete(started);
                started.waitFor();
              } catch (IOException e) {
                born.completeExceptionally(e);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    return born.orTimeout(END_MAX.toSeconds(), TimeUnit.SECONDS).join();
  }

  private List<String> command() {
    var command = new ArrayList<String>(List.of("setpriv", "--pdeathsig", "KILL", "--"));
    command.add(java.toString());
    command.addAll(
        List.of(
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/java.security=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-Dkc.home.dir=" + home(),
            "-Djboss.server.config.dir=" + home().resolve("conf"),
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-Dquarkus.otel.sdk.disabled=true",
            "-cp",
            build.resolve("lib/quarkus-run.jar").toString(),
            "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
            "start",
            "--optimized"));
    return command;
  }

  /** A folder of links to the build with a scratch folder and a configuration of its own. */
  private Path home() {
    return folder.resolve("home");
  }

  private String configuration(URI origin) {
    ControlSettings.Database database = PostgresServer.shared().database("keycloak");
    return """
    db-url=jdbc:postgresql://%s:%d/keycloak?sslmode=verify-full&sslrootcert=%s
    db-username=keycloak
    db-password=%s
    db-pool-max-size=10
    http-enabled=false
    http-host=127.0.0.1
    https-port=%d
    https-certificate-file=%s
    https-certificate-key-file=%s
    truststore-paths=%s
    http-management-port=%d
    hostname=%s/auth
    proxy-headers=xforwarded
    proxy-trusted-addresses=127.0.0.1
    cache=local
    log=console
    spi-identity_provider--ldap--inside-allowed=true
    """
        .formatted(
            database.address(),
            database.port(),
            database.authority(),
            database.password("keycloak").reveal(),
            port,
            folder.resolve("tls.crt"),
            folder.resolve("tls.key"),
            folder.resolve("ca.pem"),
            management,
            origin);
  }

  /** Those of the distribution that the suite's runner names in {@code -Dintegraci.dist}. */
  private static List<Path> providers() {
    var folder = Path.of(System.getProperty("integraci.dist"), "lib/keycloak-providers");
    try (var jars = Files.list(folder)) {
      return jars.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
