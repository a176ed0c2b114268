package com.integraci.tests.bench;

import com.integraci.tests.Appliance;
import com.integraci.tests.Await;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What grows with the number of teams: the appliance as it is shipped, before and after 200 have
 * signed up one after the other. It takes about ten minutes; {@code tests/run bench TenantsBench}
 * runs it alone.
 */
@Tag("bench")
class TenantsBench {

  private static final int TEAMS = Integer.getInteger("integraci.bench.teams", 200);
  private static final int FEW = 10;
  private static final Duration START_MAX = Duration.ofMinutes(10);
  private static final Duration TEAM_MAX = Duration.ofMinutes(2);

  @TempDir private static Path folder;

  /** How long a component took, as the command says it. */
  private static final Pattern TOOK =
      Pattern.compile("^ +([a-z]+) [^ ]+ +.*ready.*\\(([0-9.]+ s)\\)$", Pattern.MULTILINE);

  /** What one run of the appliance showed when it was ready. */
  private record Ready(double seconds, Residents memory, String components) {}

  @Test
  void teams_grow_in_number() throws IOException {
    // The components' users have to get through.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    restarted();
    var empty = restarted();
    var seconds = new ArrayList<Double>();
    Residents busy = signUp(seconds);
    var full = restarted();
    double early = median(seconds.subList(1, FEW + 1));
    double late = median(seconds.subList(seconds.size() - FEW, seconds.size()));
    new Figures("Two hundred teams")
        .figure("teams", "" + TEAMS, "signed up one after the other, through the API")
        .figure("teams 2 to 11, median", seconds(early), "from the request to the active team")
        .figure("the last ten, median", seconds(late), "")
        .figure("the last / the first", "%.2f".formatted(late / early), "aimed at: under 1.3")
        .figure("warm start without a team", seconds(empty.seconds()), empty.components())
        .figure("warm start with all", seconds(full.seconds()), full.components())
        .figure("resident without a team", empty.memory().inAll(), empty.memory().byComponent())
        .figure("resident after the sign-ups", busy.inAll(), busy.byComponent())
        .figure("resident after a restart", full.memory().inAll(), full.memory().byComponent())
        .write();
  }

  /** Starts, looks when it is ready, and stops. */
  private static Ready restarted() {
    long from = System.nanoTime();
    try (var appliance = Appliance.start(folder)) {
      appliance.awaitReady(START_MAX);
      double seconds = (System.nanoTime() - from) / 1e9;
      return new Ready(seconds, Residents.of(appliance, folder), took(appliance.output()));
    }
  }

  /** Each component's last start. */
  private static String took(String said) {
    var last = new LinkedHashMap<String, String>();
    TOOK.matcher(said).results().forEach(line -> last.put(line.group(1), line.group(2)));
    return last.entrySet().stream()
        .map(one -> one.getKey() + " " + one.getValue())
        .collect(Collectors.joining(", "));
  }

  private static Residents signUp(List<Double> seconds) throws IOException {
    try (var appliance = Appliance.start(folder)) {
      appliance.awaitReady(START_MAX);
      var ready = JsonMapper.shared().readTree(folder.resolve("ready.json"));
      var url = URI.create(ready.required("url").asString());
      try (var client = trusting(Path.of(ready.required("ca").asString()))) {
        for (int team = 1; team <= TEAMS; team++) {
          long begun = System.nanoTime();
          var operation = accepted(client, url, "team-" + team);
          Await.until("team " + team, TEAM_MAX, () -> succeeded(client, operation));
          seconds.add((System.nanoTime() - begun) / 1e9);
        }
      }
      return Residents.of(appliance, folder);
    }
  }

  /** Where the sign-up can be watched; whoever is asked to wait asks again. */
  private static URI accepted(HttpClient client, URI url, String slug) {
    var fields =
        Map.of(
            "name",
            "Ada Owner",
            "email",
            "ada@" + slug + ".example",
            "password",
            "correct horse battery",
            "organisation",
            "Team " + slug,
            "slug",
            slug,
            "plan",
            "team");
    var request =
        HttpRequest.newBuilder(url.resolve("/api/v1/signups"))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", slug)
            .POST(
                HttpRequest.BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(fields)))
            .build();
    var found = new ArrayList<URI>();
    Await.until(
        slug + " is accepted",
        TEAM_MAX,
        () -> {
          var response = send(client, request);
          response.headers().firstValue("Location").map(url::resolve).ifPresent(found::add);
          return response.statusCode() == 202;
        });
    return found.getFirst();
  }

  private static boolean succeeded(HttpClient client, URI operation) {
    var response = send(client, HttpRequest.newBuilder(operation).build());
    JsonNode body = JsonMapper.shared().readTree(response.body());
    String state = body.path("state").asString("");
    if (state.equals("failed")) {
      throw new AssertionError(response.body());
    }
    return state.equals("succeeded");
  }

  private static java.net.http.HttpResponse<String> send(HttpClient client, HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static HttpClient trusting(Path authority) throws IOException {
    try (var pem = Files.newInputStream(authority)) {
      var store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, new char[0]);
      store.setCertificateEntry(
          "authority", CertificateFactory.getInstance("X.509").generateCertificate(pem));
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      var context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return HttpClient.newBuilder().sslContext(context).build();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  private static String seconds(double seconds) {
    return "%.1f s".formatted(seconds);
  }
}
