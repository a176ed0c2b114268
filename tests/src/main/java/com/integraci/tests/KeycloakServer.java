package com.integraci.tests;

import com.integraci.airgap.Store;
import com.integraci.config.ControlSettings;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A real Keycloak with the product's provider, on the shared PostgreSQL, with the client {@code
 * provisioner} in its realm {@code master} and nothing else.
 *
 * <p>What its first start of all leaves in the database, which is its schema and the realm {@code
 * master}, is dumped into the machine's store and restored from there by every later run: that is
 * most of a first start's minute.
 */
public final class KeycloakServer {

  private static final String ADMINISTRATOR = "tests";

  /** Raised when the dump is to be made anew though Keycloak is the same. */
  private static final String RECIPE = "1";

  private static final String DUMP = "keycloak.sql";

  private final Path folder;
  private final int port = PostgresServer.freePort();
  private final URI origin = URI.create("https://localhost:" + quietPort());
  private final ThrowawayAuthority certificates = new ThrowawayAuthority();
  private final KeycloakAdmin admin;
  private final KeycloakProcess process;

  private KeycloakServer(Path folder) {
    this.folder = folder;
    try {
      var key = newKey();
      Files.writeString(folder.resolve("client-key.jwk"), key.toJSONString());
      certificates.writeTo(authority());
      certificates.issueTo(folder.resolve("tls.crt"), folder.resolve("tls.key"));
      var secret = UUID.randomUUID().toString();
      this.admin = new KeycloakAdmin(url(), authority(), ADMINISTRATOR, secret);
      this.process = new KeycloakProcess(folder, port, origin);
      restore(firstStart(process), secret);
      process.start(Map.of(), admin);
      admin.makeProvisioner(new JWKSet(key.toPublicJWK()).toString());
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

  /** The origin that Keycloak believes to stand behind; one {@link Plane} at a time is there. */
  public URI origin() {
    return origin;
  }

  /** Its own address. */
  public URI url() {
    return URI.create("https://127.0.0.1:" + port + "/auth");
  }

  /** The authority that its certificate is checked against. */
  public Path authority() {
    return folder.resolve("ca.pem");
  }

  /** Writes a certificate for a server of this machine that it trusts, and the key (PEM). */
  public void issueTo(Path certificate, Path key) {
    certificates.issueTo(certificate, key);
  }

  /** Its admin API, past the product's client. */
  public KeycloakAdmin admin() {
    return admin;
  }

  /** What the control plane is told of this server. */
  public ControlSettings.Keycloak settings() {
    return new ControlSettings.Keycloak(
        url(), folder.resolve("client-key.jwk"), process.management());
  }

  /** The dump of a first start of this very build, made now unless the store has it. */
  private Path firstStart(KeycloakProcess keycloak) {
    var environment =
        Map.of(
            "KC_BOOTSTRAP_ADMIN_CLIENT_ID",
            ADMINISTRATOR,
            "KC_BOOTSTRAP_ADMIN_CLIENT_SECRET",
            UUID.randomUUID().toString());
    var name = keycloak.build().getFileName() + "-" + RECIPE;
    return new Store(Store.standardRoot(), _ -> {})
        .make(
            "keycloak-first-start",
            name,
            target -> {
              var process = keycloak.start(environment, admin);
              var postgres = PostgresServer.shared();
              var dump = postgres.run("pg_dump", "--clean", "--if-exists", "-d", "keycloak");
              Files.writeString(target.resolve(DUMP), dump);
              KeycloakProcess.stop(process);
            })
        .resolve(DUMP);
  }

  /** The administrator's secret is this run's own: the dump's opens nothing. */
  private static void restore(Path dump, String secret) {
    var postgres = PostgresServer.shared();
    postgres.run(
        "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-d", "keycloak", "-f", dump.toString());
    try (var connection = postgres.superuser("keycloak");
        var update =
            connection.prepareStatement("update client set secret = ? where client_id = ?")) {
      update.setString(1, secret);
      update.setString(2, ADMINISTRATOR);
      if (update.executeUpdate() != 1) {
        throw new IllegalStateException("the dump has no administrator");
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A free port that no connection of this machine is given meanwhile: Linux takes theirs from
   * 32768 on.
   */
  private static int quietPort() {
    for (int tries = 0; tries < 100; tries++) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
      try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return port;
      } catch (IOException taken) {
        // The next one.
      }
    }
    throw new IllegalStateException("no port from 20000 to 32000 is free");
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
