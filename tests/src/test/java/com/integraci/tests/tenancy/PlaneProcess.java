package com.integraci.tests.tenancy;

import com.integraci.appliance.Main;
import com.integraci.config.ControlSettings;
import com.integraci.config.SettingsFile;
import com.integraci.config.TraceSettings;
import com.integraci.tests.Await;
import com.integraci.tests.KeycloakServer;
import com.integraci.tests.PostgresServer;
import com.integraci.tests.ThrowawayAuthority;
import com.integraci.tests.Victim;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** One control plane as it is shipped, in a process and on a port of its own. */
final class PlaneProcess implements AutoCloseable {

  private static final String[] JSON = {"Content-Type", "application/json"};
  private static final Duration WAIT = Duration.ofSeconds(30);
  private static final Duration START_MAX = Duration.ofMinutes(3);

  private final TeamPlace place;
  private final Path folder;
  private final URI url;
  private final Process process;
  private final HttpClient client;

  private PlaneProcess(TeamPlace place, Path folder, int port, Process process, HttpClient client) {
    this.place = place;
    this.folder = folder;
    this.url = URI.create("https://localhost:" + port);
    this.process = process;
    this.client = client;
  }

  /** Starts it over the database, Keycloak and OpenBao of a place; returns at once. */
  static PlaneProcess start(TeamPlace place, String name) {
    return start(place, name, TraceSettings.OFF);
  }

  /** The same, with traces to somewhere. */
  static PlaneProcess start(TeamPlace place, String name, TraceSettings traces) {
    try {
      var folder = Files.createDirectory(place.settings.state().resolve(name));
      var certificates = new ThrowawayAuthority();
      certificates.issueTo(folder.resolve("tls.pem"), folder.resolve("tls.key"));
      int port = PostgresServer.freePort();
      var file = folder.resolve("control.yaml");
      Files.writeString(
          file, SettingsFile.write(traces.in(settings(place.settings, folder, port))));
      var process = Victim.start(Main.class, folder.resolve("log"), "--config", file.toString());
      var client = HttpClient.newBuilder().sslContext(certificates.trusted()).build();
      return new PlaneProcess(place, folder, port, process, client);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ControlSettings settings(ControlSettings shared, Path folder, int port) {
    return new ControlSettings(
        shared.url(),
        shared.authority(),
        new ControlSettings.Http(
            "127.0.0.1", port, folder.resolve("tls.pem"), folder.resolve("tls.key")),
        shared.database(),
        shared.keycloak(),
        shared.openbao(),
        shared.nats(),
        shared.signup(),
        folder);
  }

  /** Waits until everything that it needs answers, the operators' tenant included. */
  void awaitReady() {
    Await.until(
        url + " is ready",
        START_MAX,
        () -> {
          if (!process.isAlive()) {
            throw new AssertionError(url + " ended with " + process.exitValue());
          }
          return listens()
              && send("/health/ready", "GET", BodyPublishers.noBody()).statusCode() == 200;
        });
  }

  private boolean listens() {
    try (var _ = new Socket(url.getHost(), url.getPort())) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Signs a team up; returns the path of the operation. */
  String signUp(String slug) {
    var body =
        """
        {"name": "Ada Owner", "email": "ada@%1$s.example", "password": "%2$s",
         "organisation": "Team %1$s", "slug": "%1$s", "plan": "team"}
        """
            .formatted(slug, TeamPlace.PASSWORD);
    var response = send("/api/v1/signups", "POST", BodyPublishers.ofString(body));
    if (response.statusCode() != 202) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
    return URI.create(response.headers().firstValue("Location").orElseThrow()).getPath();
  }

  /** What it has logged so far. */
  String log() {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it shows at a path to somebody whose own trace it is part of. */
  String showBelow(String path, String traceparent) {
    return send(path, "GET", BodyPublishers.noBody(), "traceparent", traceparent).body();
  }

  /** What it shows at a path, as anybody. */
  String show(String path) {
    return send(path, "GET", BodyPublishers.noBody()).body();
  }

  /** How many steps of workflows it has done itself. */
  double steps() {
    return operators("/metrics")
        .lines()
        .filter(line -> line.startsWith("integraci_workflow_steps_total{"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** What it shows an operator at a path. */
  String operators(String path) {
    var shown = send(path, "GET", BodyPublishers.noBody(), "Authorization", "Bearer " + operator());
    if (shown.statusCode() != 200) {
      throw new AssertionError(path + ": " + shown.statusCode() + " " + shown.body());
    }
    return shown.body();
  }

  /** A token of the service client that it made for the installer. */
  private String operator() {
    try {
      var file = JsonMapper.shared().readTree(Files.readString(folder.resolve("operator.json")));
      var token =
          KeycloakServer.shared()
              .admin()
              .token(
                  "appliance",
                  file.required("client_id").asString(),
                  file.required("client_secret").asString());
      var subject = SignedJWT.parse(token).getJWTClaimsSet().getSubject();
      place.operator(UUID.fromString(subject));
      return token;
    } catch (ParseException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpResponse<String> send(
      String path, String method, BodyPublisher body, String... headers) {
    var request =
        HttpRequest.newBuilder(url.resolve(path))
            .timeout(WAIT)
            .headers(headers.length == 0 ? JSON : headers)
            .method(method, body)
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Asks it to stop, as the installer does; returns the last line that it logged. */
  String stop() {
    process.destroy();
    process.onExit().orTimeout(WAIT.toSeconds(), TimeUnit.SECONDS).join();
    try {
      return Files.readAllLines(folder.resolve("log")).getLast();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it by SIGKILL. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    kill();
    client.close();
  }
}
