package com.integraci.tests.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.installer.folder.ApplianceFile;
import com.integraci.installer.folder.DataFolder;
import com.integraci.installer.process.ProcessRecord;
import com.integraci.installer.stack.Https;
import com.integraci.tests.Appliance;
import com.integraci.tests.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * One appliance's life, in order: its first start killed again and again, then its supervisor, then
 * a component. With {@code -Dintegraci.crash.every=100} the first start is killed after 100 ms, 200
 * ms and so on up to a minute, or to the milliseconds of {@code -Dintegraci.crash.until}; without
 * it at a handful of points.
 */
@Tag("crash")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FirstStartCrashTest {
  private static final Duration READY_BOUND = Duration.ofMinutes(15);
  private static final Duration BACK_BOUND = Duration.ofMinutes(3);
  private static final List<Integer> POINTS_MILLIS = List.of(700, 2_500, 5_000, 9_000, 25_000);
  private static final int LAST_POINT_MILLIS = 60_000;
  private static final List<String> COMPONENTS =
      List.of("postgres", "openbao", "nats", "keycloak", "control");

  private static Path folder;
  private static Path data;
  private static Appliance running;

  /** What follows the first test has no meaning without it. */
  private static boolean whole;

  @BeforeAll
  static void make() throws IOException {
    folder = Files.createTempDirectory("ici");
    // The components' users pass through it.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
    data = folder.resolve("data");
  }

  @AfterAll
  static void stop() {
    if (running != null) {
      running.close();
    }
  }

  @Test
  @Order(1)
  void a_first_start_killed_again_and_again_comes_up_whole() throws IOException {
    String port = Integer.toString(freePort());
    for (int point : points().toList()) {
      Appliance attempt = Appliance.start(folder, "--port", port);
      long begun = System.nanoTime();
      Await.until(
          "the point of the kill",
          Duration.ofMinutes(2),
          () -> System.nanoTime() - begun > Duration.ofMillis(point).toNanos());
      assertTrue(attempt.alive(), attempt::output);
      attempt.kill();
    }
    running = Appliance.start(folder, "--port", port);
    running.awaitReady(READY_BOUND);
    assertOpenBaoLetsTheControlPlaneIn();
    assertEquals(List.of(), unfinished());
    whole = true;
  }

  @Test
  @Order(2)
  void components_of_a_killed_supervisor_live_on_until_the_next_start_ends_them()
      throws IOException {
    assertTrue(whole, "the first start did not come up");
    Map<String, ProcessRecord> before = records();
    running.kill();
    assertTrue(before.values().stream().allMatch(ProcessRecord::alive), "they live on");
    running = Appliance.start(folder);
    running.awaitReady(READY_BOUND);
    assertFalse(before.values().stream().anyMatch(ProcessRecord::alive), "they were ended");
    assertOpenBaoLetsTheControlPlaneIn();
  }

  @Test
  @Order(3)
  void a_component_that_is_killed_is_started_again() throws IOException {
    assertTrue(whole, "the first start did not come up");
    for (String component : List.of("openbao", "nats", "postgres")) {
      ProcessRecord before = records().get(component);
      ProcessHandle.of(before.pid()).orElseThrow().destroyForcibly();
      Await.until(component + " is back", BACK_BOUND, () -> back(component, before) && ready());
    }
    assertOpenBaoLetsTheControlPlaneIn();
  }

  @Test
  @Order(4)
  void a_second_run_on_the_same_folder_is_refused_and_harms_nothing() {
    assertTrue(whole, "the first start did not come up");
    Appliance second = Appliance.start(folder);
    assertEquals(11, second.awaitEnd(), second::output);
    assertTrue(ready());
    assertTrue(Files.exists(folder.resolve("ready.json")));
  }

  @Test
  @Order(5)
  void a_stop_in_order_leaves_no_process_no_port_and_no_ready_file() throws IOException {
    assertTrue(whole, "the first start did not come up");
    assertEquals(0, running.stop(), running::output);
    assertEquals(List.of(), Appliance.processesOf(data));
    for (int port : DataFolder.peek(data).ports().values()) {
      try (var socket = new ServerSocket()) {
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
      }
    }
    assertFalse(Files.exists(folder.resolve("ready.json")));
  }

  private static Stream<Integer> points() {
    Integer every = Integer.getInteger("integraci.crash.every");
    int last = Integer.getInteger("integraci.crash.until", LAST_POINT_MILLIS);
    return every == null
        ? POINTS_MILLIS.stream()
        : Stream.iterate(every, point -> point <= last, point -> point + every);
  }

  private static boolean back(String component, ProcessRecord before) {
    try {
      return ProcessRecord.read(data.resolve("run").resolve(component))
          .filter(record -> !record.equals(before))
          .filter(ProcessRecord::alive)
          .isPresent();
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean ready() {
    try (var https = new Https(data.resolve("ca.pem"))) {
      return https.ok(url(ApplianceFile.Port.CONTROL) + "/health/ready")
          && https.ok(url(ApplianceFile.Port.OPENBAO) + "/v1/sys/health");
    } catch (IOException e) {
      return false;
    }
  }

  private static void assertOpenBaoLetsTheControlPlaneIn() throws IOException {
    String secret = Files.readString(data.resolve("control/openbao/control-plane")).strip();
    try (var https = new Https(data.resolve("ca.pem"))) {
      var login = Map.of("role_id", "control-plane", "secret_id", secret);
      String url = url(ApplianceFile.Port.OPENBAO) + "/v1/auth/approle/login";
      assertEquals(200, https.json("POST", url, Map.of(), login).status());
    }
  }

  private static Map<String, ProcessRecord> records() throws IOException {
    var records = new java.util.TreeMap<String, ProcessRecord>();
    for (String component : COMPONENTS) {
      Path file = data.resolve("run").resolve(component);
      records.put(component, ProcessRecord.read(file).orElseThrow());
    }
    return records;
  }

  private static List<Path> unfinished() throws IOException {
    try (Stream<Path> entries = Files.list(data)) {
      return entries.filter(entry -> entry.toString().endsWith(".new")).toList();
    }
  }

  private static String url(ApplianceFile.Port port) {
    return "https://127.0.0.1:" + DataFolder.peek(data).port(port);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
      return socket.getLocalPort();
    }
  }
}
