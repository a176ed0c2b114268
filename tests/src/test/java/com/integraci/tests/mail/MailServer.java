package com.integraci.tests.mail;

import com.integraci.config.SmtpSettings;
import com.integraci.tests.Await;
import com.integraci.tests.ThrowawayAuthority;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A mail server of this test's own: aiosmtpd, with a certificate for 127.0.0.1. It refuses {@code
 * nobody@} for good and {@code later@} for now, and hangs for {@code slow@}.
 */
public final class MailServer implements AutoCloseable {

  static final String USER = "ci";
  static final String PASSWORD = "mail server's own password";

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration SOON = Duration.ofSeconds(30);

  private final Process process;
  private final BufferedReader out;
  private final Path folder;
  private final String tls;
  private final int port;
  private final Queue<JsonNode> got = new ConcurrentLinkedQueue<>();

  private MailServer(String tls, String user, String password) throws IOException {
    this.tls = tls;
    this.folder = Files.createTempDirectory("integraci-mail");
    var authority = new ThrowawayAuthority();
    authority.writeTo(authority());
    authority.issueTo(folder.resolve("server.pem"), folder.resolve("server.key"));
    Files.writeString(folder.resolve("password"), PASSWORD + "\n");
    var python = Optional.ofNullable(System.getenv("INTEGRACI_PYTHON")).orElse("python3");
    var program = Path.of(System.getProperty("integraci.root", "..")).resolve("tests/python");
    this.process =
        new ProcessBuilder(python, program.resolve("mail_server.py").toString())
            .redirectError(folder.resolve("log").toFile())
            .start();
    var given =
        Map.of(
            "certificate", folder.resolve("server.pem").toString(),
            "key", folder.resolve("server.key").toString(),
            "tls", tls,
            "user", user,
            "password", password);
    var in = process.getOutputStream();
    in.write((JSON.writeValueAsString(given) + "\n").getBytes(StandardCharsets.UTF_8));
    in.flush();
    this.out = process.inputReader(StandardCharsets.UTF_8);
    var said = out.readLine();
    if (said == null) {
      throw new IllegalStateException(Files.readString(folder.resolve("log")));
    }
    this.port = Integer.parseInt(said);
    Thread.ofVirtual().start(() -> out.lines().map(JSON::readTree).forEach(got::add));
  }

  /** A server that asks for no login. */
  public static MailServer open(String tls) throws IOException {
    return new MailServer(tls, "", "");
  }

  /** A server that asks for one. */
  static MailServer closed(String password) throws IOException {
    return new MailServer("starttls", USER, password);
  }

  /** What the appliance is told of it. */
  public SmtpSettings settings() {
    return settings("127.0.0.1", Optional.empty(), List.of(authority()));
  }

  SmtpSettings withLogin() {
    var login = new SmtpSettings.Login(USER, folder.resolve("password"));
    return settings("127.0.0.1", Optional.of(login), List.of(authority()));
  }

  SmtpSettings settings(String host, Optional<SmtpSettings.Login> login, List<Path> authorities) {
    return new SmtpSettings(host, port, tls, "ci@appliance.example", login, authorities);
  }

  private Path authority() {
    return folder.resolve("ca.pem");
  }

  /** What it took so far. */
  public List<JsonNode> got() {
    return List.copyOf(got);
  }

  /** The letters to an address, once there is one. */
  public JsonNode await(String to) {
    Await.until("a letter", SOON, () -> got.stream().anyMatch(letter -> isTo(letter, to)));
    return got.stream().filter(letter -> isTo(letter, to)).findFirst().orElseThrow();
  }

  private static boolean isTo(JsonNode letter, String to) {
    return letter.get("to").get(0).asString().equals(to);
  }

  @Override
  public void close() {
    stop();
  }

  /** Ends it, whoever is connected. */
  public void stop() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
