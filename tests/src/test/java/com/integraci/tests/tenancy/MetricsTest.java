package com.integraci.tests.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.tests.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What a real control plane over real components gives a Prometheus, read by Prometheus' library
 * for Python; docs/metrics.md says the same of each metric of ours as the exposition does.
 */
@Tag("python")
class MetricsTest {

  private static final Path DOCUMENT = Path.of("../docs/metrics.md");
  private static final String SLUG = "measured-team";

  private static TeamPlace place;
  private static PlaneProcess plane;

  /** A family as the library reads it. */
  private record Family(String name, String type, int samples, String help) {
    private static Family of(String line) {
      var fields = line.split("\t", -1);
      return new Family(fields[0], fields[1], Integer.parseInt(fields[2]), fields[3]);
    }
  }

  @BeforeAll
  static void aTeamIsThere() {
    place = TeamPlace.fresh();
    plane = PlaneProcess.start(place, "measured");
    plane.awaitReady();
    var operation = plane.signUp(SLUG);
    Await.until(
        "the team is there",
        Duration.ofMinutes(3),
        () -> plane.show(operation).contains("\"succeeded\""));
  }

  @AfterAll
  static void stop() {
    plane.close();
    place.close();
  }

  @Test
  void the_document_says_of_each_metric_what_it_says_itself() throws Exception {
    var rows =
        read("/metrics").values().stream()
            .map(one -> "| `%s` | %s | %s |".formatted(one.name(), one.type(), one.help()))
            .toList();
    if (Boolean.getBoolean("integraci.refresh")) {
      refresh(rows);
    }
    var listed =
        Files.readAllLines(DOCUMENT).stream()
            .filter(line -> line.startsWith("| `integraci_") && !line.contains("component_up"))
            .toList();
    assertEquals(String.join("\n", rows), String.join("\n", listed));
  }

  private static void refresh(List<String> rows) throws IOException {
    var text = Files.readString(DOCUMENT);
    int from = text.lastIndexOf("| metric | type | meaning |");
    int first = text.indexOf("\n", text.indexOf("|---", from)) + 1;
    int end = text.indexOf("\n\n", first);
    Files.writeString(
        DOCUMENT, text.substring(0, first) + String.join("\n", rows) + text.substring(end));
  }

  @Test
  void the_control_plane_measures_itself() throws Exception {
    var families = read("/metrics");
    for (String name :
        List.of(
            "integraci_http_request_seconds",
            "integraci_workflow_step_seconds",
            "integraci_jvm_heap_bytes",
            "integraci_jvm_gc_seconds_total",
            "integraci_database_connections_active")) {
      assertTrue(families.get(name).samples() > 0, name + " in " + families.keySet());
    }
  }

  @Test
  void postgresql_tells_its_statistics_and_no_text_of_anybodys() throws Exception {
    var text = plane.operators("/metrics/postgresql");
    expect(
        text,
        "pg_stat_database_xact_commit_total",
        "pg_stat_database_deadlocks_total",
        "pg_database_size_bytes",
        "pg_stat_activity_count",
        "pg_stat_activity_max_tx_duration",
        "pg_stat_wal_bytes_total",
        "pg_stat_checkpointer_num_timed_total",
        "pg_settings_max_connections");
    assertTrue(text.contains("usename=\"integraci_app\""), text);
    assertTrue(text.contains("datname=\"keycloak\""), text);
    assertFalse(text.toLowerCase(Locale.ROOT).contains("select"), text);
  }

  @Test
  void nats_tells_of_the_server_and_of_no_team() throws Exception {
    var text = plane.operators("/metrics/nats");
    expect(text, "gnatsd_varz_connections", "gnatsd_varz_mem", "jetstream_server_total_streams");
    assertFalse(text.replace("integraci_component_up{", "").contains("{"), text);
  }

  @Test
  void openbao_and_keycloak_tell_theirs() throws Exception {
    expect(plane.operators("/metrics/openbao"), "vault_core_unsealed", "go_goroutines");
    expect(plane.operators("/metrics/keycloak"), "jvm_memory_used_bytes");
  }

  @Test
  void no_exposition_names_a_team() {
    for (String path :
        List.of("/metrics", "/metrics/postgresql", "/metrics/nats", "/metrics/keycloak")) {
      assertFalse(plane.operators(path).contains(SLUG), path);
    }
  }

  private static void expect(String text, String... names) throws Exception {
    var families = parsed(text);
    assertTrue(
        text.lines()
            .filter(line -> line.startsWith("integraci_component_up{"))
            .anyMatch(line -> line.endsWith("} 1.0")),
        text);
    for (String name : names) {
      assertTrue(
          families.containsKey(name) && families.get(name).samples() > 0,
          name + " in " + families.keySet());
    }
  }

  private static Map<String, Family> read(String path) throws Exception {
    return parsed(plane.operators(path));
  }

  private static Map<String, Family> parsed(String text) throws Exception {
    return python(text)
        .lines()
        .map(Family::of)
        .collect(Collectors.toMap(Family::name, one -> one, (_, one) -> one, TreeMap::new));
  }

  private static String python(String exposition) throws IOException, InterruptedException {
    var python = Optional.ofNullable(System.getenv("INTEGRACI_PYTHON")).orElse("python3");
    var program = Path.of(System.getProperty("integraci.root", "..")).resolve("tests/python");
    var log = Files.createTempFile("metrics", ".txt");
    var process =
        new ProcessBuilder(python, program.resolve("read_metrics.py").toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try (var in = process.getOutputStream()) {
      in.write(exposition.getBytes(StandardCharsets.UTF_8));
    }
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the library does not end");
    assertEquals(0, process.exitValue(), Files.readString(log));
    return Files.readString(log);
  }
}
