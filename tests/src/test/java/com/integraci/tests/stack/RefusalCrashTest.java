package com.integraci.tests.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.integraci.tests.Appliance;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the machine can be unfit in, refused in one sentence before anything is damaged. */
@Tag("crash")
class RefusalCrashTest {
  private static final int KEPT_PORT = 20_443;

  @TempDir private Path folder;

  @Test
  void a_taken_port_is_named_and_nothing_is_written() throws IOException {
    try (var holder = new ServerSocket()) {
      holder.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
      String port = Integer.toString(holder.getLocalPort());
      Appliance refused = Appliance.start(folder, "--port", port);
      assertEquals(13, refused.awaitEnd(), refused::output);
      assertTrue(refused.output().contains("Port " + port), refused::output);
      assertFalse(Files.exists(folder.resolve("data/appliance.json")));
    }
  }

  @Test
  void a_port_kept_by_the_folder_that_is_taken_later_is_named() throws IOException {
    Path file = appliance(1);
    String before = Files.readString(file);
    try (var holder = new ServerSocket()) {
      holder.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), KEPT_PORT + 2));
      Appliance refused = Appliance.start(folder);
      assertEquals(13, refused.awaitEnd(), refused::output);
      assertTrue(refused.output().contains("openbao"), refused::output);
      assertEquals(before, Files.readString(file));
    }
  }

  @Test
  void data_of_a_newer_version_is_refused_untouched() throws IOException {
    Path file = appliance(2);
    String before = Files.readString(file);
    Appliance refused = Appliance.start(folder);
    assertEquals(12, refused.awaitEnd(), refused::output);
    assertEquals(before, Files.readString(file));
  }

  @Test
  void a_disk_without_room_is_refused_before_the_first_write() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root can mount a small disk");
    Path data = Files.createDirectory(folder.resolve("data"));
    run("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", data.toString());
    try {
      Appliance refused = Appliance.start(folder, "--port", "20443");
      assertEquals(14, refused.awaitEnd(), refused::output);
      assertFalse(Files.exists(data.resolve("appliance.json")));
    } finally {
      run("umount", data.toString());
    }
  }

  @Test
  void a_disk_without_room_for_data_that_is_there_is_refused() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root can mount a small disk");
    Path data = Files.createDirectory(folder.resolve("data"));
    run("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", data.toString());
    try {
      Path file = appliance(1);
      String before = Files.readString(file);
      Appliance refused = Appliance.start(folder);
      assertEquals(14, refused.awaitEnd(), refused::output);
      assertEquals(before, Files.readString(file));
    } finally {
      run("umount", data.toString());
    }
  }

  @Test
  void a_folder_of_something_else_is_refused_untouched() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.writeString(data.resolve("letter.txt"), "dear");
    Appliance refused = Appliance.start(folder);
    assertEquals(10, refused.awaitEnd(), refused::output);
    assertEquals("dear", Files.readString(data.resolve("letter.txt")));
  }

  @Test
  void data_of_a_version_without_the_broker_is_refused_untouched() throws IOException {
    Path file = appliance(1);
    String before = Files.readString(file).replace(", \"NATS\": 20449", "");
    Files.writeString(file, before);
    Appliance refused = Appliance.start(folder);
    assertEquals(10, refused.awaitEnd(), refused::output);
    assertTrue(refused.output().contains("without the broker"), refused::output);
    assertEquals(before, Files.readString(file));
  }

  private Path appliance(int format) throws IOException {
    Path data = Files.createDirectories(folder.resolve("data"));
    return Files.writeString(
        data.resolve("appliance.json"),
        """
        {"format": %d, "instance": "01234567-89ab-7cde-8f01-23456789abcd", "version": "9.9.9",
         "ports": {"CONTROL": 20443, "POSTGRES": 20444, "OPENBAO": 20445, "OPENBAO_CLUSTER": 20446,
                   "KEYCLOAK": 20447, "KEYCLOAK_MANAGEMENT": 20448, "NATS": 20449}}
        """
            .formatted(format));
  }

  private static void run(String... command) throws Exception {
    Process process = new ProcessBuilder(List.of(command)).inheritIO().start();
    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue());
  }
}
