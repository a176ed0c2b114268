package com.integraci.tests;

import com.integraci.config.ControlSettings;
import com.integraci.config.NatsConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;

/**
 * A real NATS with TLS on a free port of 127.0.0.1, with the product's configuration, that trusts
 * what an {@link OpenBaoServer} signed.
 */
public final class NatsServer implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(60);

  private final Path folder;
  private final NatsConfig config;
  private final ThrowawayAuthority certificates;
  private RunningServer process;

  private NatsServer(Path folder, NatsConfig config, ThrowawayAuthority certificates) {
    this.folder = folder;
    this.config = config;
    this.certificates = certificates;
  }

  /** The server that the suites of this virtual machine share, beside the shared OpenBao. */
  public static NatsServer shared() {
    return Shared.SERVER;
  }

  /** A server of its own; takes less than a second. */
  public static NatsServer start(OpenBaoServer openBao) {
    try {
      Path folder = Files.createTempDirectory("integraci-nats");
      var certificates = new ThrowawayAuthority();
      certificates.writeTo(folder.resolve("ca.pem"));
      certificates.issueTo(folder.resolve("tls.crt"), folder.resolve("tls.key"));
      var config =
          new NatsConfig(
              PostgresServer.freePort(),
              folder,
              folder.resolve("tls.crt"),
              folder.resolve("tls.key"),
              openBao.brokerTrust());
      for (Path part : config.folders()) {
        Files.createDirectories(part);
      }
      Files.writeString(folder.resolve("nats.conf"), config.render());
      var server = new NatsServer(folder, config, certificates);
      server.restart();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the control plane is told of this server. */
  public ControlSettings.Nats settings() {
    return new ControlSettings.Nats(URI.create("tls://127.0.0.1:" + config.port()));
  }

  /** The authority that its certificate is checked against. */
  public Path authority() {
    return folder.resolve("ca.pem");
  }

  /** Trusts its certificate. */
  public javax.net.ssl.SSLContext trusted() {
    return certificates.trusted();
  }

  /** Everything it wrote. */
  public Path folder() {
    return folder;
  }

  /** The resolver's folder, a file for each account. */
  public Path resolver() {
    return config.resolver();
  }

  /** Ends the server as kill -9 does. */
  public void kill() {
    process.kill();
  }

  /** Starts it as the appliance does. */
  public void restart() {
    try {
      Files.deleteIfExists(config.systemClaims());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    process =
        RunningServer.start(
            "nats",
            folder,
            Map.of(NatsConfig.KEY_VARIABLE, NatsConfig.keyValue("a-key-of-the-tests")),
            "-c",
            folder.resolve("nats.conf").toString());
    Await.until("NATS is up, see " + folder.resolve("log"), START, this::isUp);
  }

  private boolean isUp() {
    if (!process.isAlive()) {
      throw new IllegalStateException("NATS ended, see " + folder.resolve("log"));
    }
    try (var socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), config.port()), 1_000);
      return true;
    } catch (IOException notYet) {
      return false;
    }
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

  /** Started by the first suite that asks. */
  private static final class Shared {
    static final NatsServer SERVER = start(OpenBaoServer.shared());

    static {
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(SERVER::close));
    }

    private Shared() {}
  }
}
