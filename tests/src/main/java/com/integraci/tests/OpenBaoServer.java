package com.integraci.tests;

import com.integraci.config.BrokerTrust;
import com.integraci.config.ControlSettings;
import com.integraci.config.OpenBaoConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A real OpenBao with TLS on a free port of 127.0.0.1, with the product's configuration,
 * initialised and its credentials made as {@link OpenBaoConfig} says. Beside the product's roles it
 * has one that may do all, {@link #witness}, by which suites see what is really there.
 */
public final class OpenBaoServer implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(60);
  private static final String WITNESS_SECRET = "INTEGRACI_TESTS_WITNESS";
  private static final String WITNESS =
      """

      initialize "witness" {
        request "policy" {
          operation = "update"
          path      = "sys/policies/acl/witness"
          data      = { policy = "@policy@" }
        }
        request "role" {
          operation = "update"
          path      = "auth/approle/role/witness"
          data      = { role_id = "witness", token_policies = ["witness"] }
        }
        request "secret" {
          operation = "update"
          path      = "auth/approle/role/witness/custom-secret-id"
          data      = {
            secret_id = { eval_type = "string", eval_source = "env", env_var = "@variable@" }
          }
        }
      }
      """;
  private static final String ALL =
      """
      path "*" {
        capabilities = ["create", "read", "update", "delete", "list", "sudo"]
      }
      """;

  private final Path folder;
  private final OpenBaoClient client;
  private final String witnessSecret = random();
  private RunningServer process;
  private BrokerTrust brokerTrust;

  private OpenBaoServer(Path folder, int port) {
    this.folder = folder;
    this.client = OpenBaoClient.trusting(authority(), URI.create("https://127.0.0.1:" + port));
  }

  /** The server that the suites of this virtual machine share; it ends with it. */
  public static OpenBaoServer shared() {
    return Shared.SERVER;
  }

  /** A server of its own; takes about 3 s. */
  public static OpenBaoServer start() {
    try {
      Path folder = Files.createTempDirectory("integraci-bao");
      Files.createDirectories(folder.resolve("data"));
      Files.createDirectories(folder.resolve("credentials"));
      var certificates = new ThrowawayAuthority();
      certificates.writeTo(folder.resolve("ca.pem"));
      certificates.issueTo(folder.resolve("tls.crt"), folder.resolve("tls.key"));
      byte[] key = new byte[32];
      new SecureRandom().nextBytes(key);
      Files.write(folder.resolve("unseal.key"), key);
      int port = PostgresServer.freePort();
      var server = new OpenBaoServer(folder, port);
      server.initialise(port);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void initialise(int port) throws IOException {
    var config =
        new OpenBaoConfig(
            port,
            PostgresServer.freePort(),
            folder.resolve("data"),
            folder.resolve("tls.crt"),
            folder.resolve("tls.key"),
            folder.resolve("unseal.key"),
            folder.resolve("audit.log"));
    String policy = Base64.getEncoder().encodeToString(ALL.getBytes(StandardCharsets.UTF_8));
    Files.writeString(
        folder.resolve("openbao.hcl"),
        config.render()
            + WITNESS.replace("@policy@", policy).replace("@variable@", WITNESS_SECRET));
    String bootstrap = random();
    process =
        start(Map.of(OpenBaoConfig.BOOTSTRAP_VARIABLE, bootstrap, WITNESS_SECRET, witnessSecret));
    awaitUp();
    makeCredentials(client.login("", "bootstrap", bootstrap));
  }

  private void makeCredentials(String bootstrap) throws IOException {
    for (String role : List.of("provisioner", "control-plane")) {
      String path = "auth/approle/role/" + role + "/secret-id";
      var made = client.send(bootstrap, "POST", "", path, Map.of());
      String secret = made.body().path("data").path("secret_id").asString();
      Files.writeString(folder.resolve("credentials").resolve(role), secret);
      client.send(login(role), "POST", "", "auth/token/revoke-self", Map.of());
    }
    brokerTrust =
        BrokerTrust.sign(
            publicKey(bootstrap, BrokerTrust.OPERATOR_KEY),
            publicKey(bootstrap, BrokerTrust.SYSTEM_KEY),
            message -> sign(bootstrap, message));
    client.send(bootstrap, "POST", "", "auth/token/revoke-self", Map.of());
  }

  private byte[] publicKey(String token, String key) {
    var answer = client.send(token, "GET", "appliance", "transit/keys/" + key, Map.of());
    var text = answer.body().path("data").path("keys").path("1").path("public_key").asString();
    return Base64.getDecoder().decode(text);
  }

  private byte[] sign(String token, byte[] message) {
    var body = Map.of("input", Base64.getEncoder().encodeToString(message));
    String path = "transit/sign/" + BrokerTrust.OPERATOR_KEY;
    var answer = client.send(token, "POST", "appliance", path, body);
    String text = answer.body().path("data").path("signature").asString();
    return Base64.getDecoder().decode(text.substring(text.lastIndexOf(':') + 1));
  }

  /** What a broker beside this server is to trust, signed at its first start. */
  public BrokerTrust brokerTrust() {
    return brokerTrust;
  }

  /** What the control plane is told of this server. */
  public ControlSettings.OpenBao settings() {
    return new ControlSettings.OpenBao(client.url(), folder.resolve("credentials"));
  }

  /** The authority that its certificate is checked against. */
  public Path authority() {
    return folder.resolve("ca.pem");
  }

  /** Everything it wrote: storage, logs, credentials. */
  public Path folder() {
    return folder;
  }

  /** Its API, past the product's code. */
  public OpenBaoClient client() {
    return client;
  }

  /** A token of {@code provisioner} or {@code control-plane}. */
  public String login(String role) {
    try {
      return client.login("", role, Files.readString(folder.resolve("credentials").resolve(role)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A token that may do all. */
  public String witness() {
    return client.login("", "witness", witnessSecret);
  }

  /** Ends the server as kill -9 does. */
  public void kill() {
    process.kill();
  }

  /** Starts it again after {@link #kill}. */
  public void restart() {
    process = start(Map.of());
    awaitUp();
  }

  private RunningServer start(Map<String, String> environment) {
    String config = "-config=" + folder.resolve("openbao.hcl");
    return RunningServer.start("openbao", folder, environment, "server", config);
  }

  @Override
  public void close() {
    process.kill();
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitUp() {
    Await.until("OpenBao is up, see " + folder.resolve("log"), START, this::isUp);
  }

  private boolean isUp() {
    if (!process.isAlive()) {
      throw new IllegalStateException("OpenBao ended, see " + folder.resolve("log"));
    }
    try {
      return client.send("", "GET", "", "sys/health", Map.of()).status() == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  private static String random() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Started by the first suite that asks. */
  private static final class Shared {
    static final OpenBaoServer SERVER = start();

    static {
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(SERVER::close));
    }

    private Shared() {}
  }
}
