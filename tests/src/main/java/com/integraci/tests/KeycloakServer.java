package com.integraci.tests;

import com.integraci.airgap.Store;
import com.integraci.config.ControlSettings;
import com.integraci.installer.keycloak.KeycloakBuild;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * A real Keycloak with the product's provider, on the shared PostgreSQL, with the client {@code
 * provisioner} in its realm {@code master} and nothing else. It takes about a minute to start.
 */
public final class KeycloakServer implements AutoCloseable {

  private static final Duration START_MAX = Duration.ofMinutes(8);
  private static final String ADMINISTRATOR = "tests";
  private static final int URL_PORT = 8443;

  private final Path folder;
  private final int port = PostgresServer.freePort();
  private final ECKey key;
  private final Process process;

  private KeycloakServer(Path folder) {
    this.folder = folder;
    try {
      this.key = newKey();
      Files.writeString(folder.resolve("client-key.jwk"), key.toJSONString());
      var certificates = new ThrowawayAuthority();
      certificates.writeTo(authority());
      certificates.issueTo(folder.resolve("tls.crt"), folder.resolve("tls.key"));
      var secret = UUID.randomUUID().toString();
      this.process = launch(secret);
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::close));
      var admin = new KeycloakAdmin(url(), authority());
      Await.until("Keycloak is up", START_MAX, () -> process.isAlive() && admin.up());
      admin.makeProvisioner(ADMINISTRATOR, secret, new JWKSet(key.toPublicJWK()).toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JOSEException e) {
      throw new IllegalStateException("no key of P-256 can be made", e);
    }
  }

  /** Keycloak only looks at keys that say they are for signatures. */
  private static ECKey newKey() throws JOSEException {
    return new ECKeyGenerator(Curve.P_256)
        .keyUse(KeyUse.SIGNATURE)
        .algorithm(JWSAlgorithm.ES256)
        .keyIDFromThumbprint(true)
        .generate();
  }

  /** The server that the suites of this virtual machine share; it ends with it. */
  public static KeycloakServer shared() {
    return Shared.SERVER;
  }

  /** The origin that Keycloak believes to stand behind; nothing listens there. */
  public URI origin() {
    return URI.create("https://localhost:" + URL_PORT);
  }

  /** Its own address. */
  public URI url() {
    return URI.create("https://127.0.0.1:" + port + "/auth");
  }

  /** The authority that its certificate is checked against. */
  public Path authority() {
    return folder.resolve("ca.pem");
  }

  /** What the control plane is told of this server. */
  public ControlSettings.Keycloak settings() {
    return new ControlSettings.Keycloak(url(), folder.resolve("client-key.jwk"));
  }

  private Process launch(String secret) throws IOException {
    var java = Path.of(System.getProperty("java.home")).resolve("bin/java");
    var distribution = Parts.ensure("keycloak");
    var store = new Store(Store.standardRoot(), _ -> {});
    var built = new KeycloakBuild(store, distribution, providers(), java).ensure();
    var home = home(built);
    var command = new ArrayList<String>(List.of("setpriv", "--pdeathsig", "KILL", "--"));
    command.add(java.toString());
    command.addAll(
        List.of(
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/java.security=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "-Dkc.home.dir=" + home,
            "-Djboss.server.config.dir=" + home.resolve("conf"),
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-cp",
            built.resolve("lib/quarkus-run.jar").toString(),
            "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
            "start",
            "--optimized"));
    var environment = new HashMap<>(Map.of("KC_CONFIG_FILE", configuration().toString()));
    environment.put("KC_BOOTSTRAP_ADMIN_CLIENT_ID", ADMINISTRATOR);
    environment.put("KC_BOOTSTRAP_ADMIN_CLIENT_SECRET", secret);
    return started(command, environment);
  }

  /** Only a thread that lives as long may start it: its death ends the server. */
  private Process started(List<String> command, Map<String, String> environment) {
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile());
    builder.environment().putAll(environment);
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
    return born.join();
  }

  /** A folder of links to the build with a scratch folder and a configuration of its own. */
  private Path home(Path built) throws IOException {
    var home = Files.createDirectories(folder.resolve("home"));
    Files.createDirectories(home.resolve("data"));
    Files.createDirectories(home.resolve("conf"));
    for (String part : List.of("bin", "lib", "providers", "themes")) {
      Files.createSymbolicLink(home.resolve(part), built.resolve(part));
    }
    return home;
  }

  private Path configuration() throws IOException {
    var postgres = PostgresServer.shared().template();
    var database =
        new ControlSettings.Database(
            postgres.address(),
            postgres.port(),
            "keycloak",
            postgres.authority(),
            postgres.passwords(),
            postgres.poolMax());
    return Files.writeString(
        folder.resolve("keycloak.conf"),
        """
        db-url=jdbc:postgresql://%s:%d/keycloak?sslmode=verify-full&sslrootcert=%s
        db-username=keycloak
        db-password=%s
        db-pool-max-size=10
        http-enabled=false
        http-host=127.0.0.1
        https-port=%d
        https-certificate-file=%s
        https-certificate-key-file=%s
        http-management-port=%d
        hostname=%s/auth
        cache=local
        log=console
        """
            .formatted(
                database.address(),
                database.port(),
                database.authority(),
                database.password("keycloak").reveal(),
                port,
                folder.resolve("tls.crt"),
                folder.resolve("tls.key"),
                PostgresServer.freePort(),
                origin()));
  }

  /**
   * Our provider and the library it needs, from the class path of the tests; named by their
   * resources, for the provider's classes load in Keycloak alone.
   */
  private static List<Path> providers() {
    return List.of(
        jar("com/integraci/keycloak/bcrypt/BcryptFactory.class"),
        jar("at/favre/lib/crypto/bcrypt/BCrypt.class"),
        jar("at/favre/lib/bytes/Bytes.class"));
  }

  private static Path jar(String resource) {
    var url = KeycloakServer.class.getClassLoader().getResource(resource);
    try {
      if (url.openConnection() instanceof JarURLConnection jar) {
        return Path.of(jar.getJarFileURL().toURI());
      }
      throw new IllegalStateException(resource + " is in no jar: package it first");
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Started by the first suite that asks. */
  private static final class Shared {
    static final KeycloakServer SERVER = start();

    private Shared() {}

    private static KeycloakServer start() {
      try {
        return new KeycloakServer(Files.createTempDirectory("integraci-keycloak"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
