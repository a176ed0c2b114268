package com.integraci.installer.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.integraci.installer.folder.ApplianceFile.Port;
import com.integraci.installer.outcome.ExitCode;
import com.integraci.installer.outcome.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir private Path parent;

  @Test
  void a_missing_folder_is_made_with_ports_and_an_instance_of_its_own() throws IOException {
    try (DataFolder data = open(freePort())) {
      ApplianceFile appliance = data.appliance();
      assertEquals(ApplianceFile.FORMAT, appliance.format());
      assertEquals(
          Port.values().length, new HashSet<>(appliance.ports().values()).size(), "ports differ");
      assertEquals(
          "rwx--x--x", PosixFilePermissions.toString(Files.getPosixFilePermissions(root())));
    }
  }

  @Test
  void ports_and_instance_are_kept() throws IOException {
    int port = freePort();
    ApplianceFile first;
    try (DataFolder data = open(port)) {
      first = data.appliance();
    }
    try (DataFolder data = open(0)) {
      assertEquals(first, data.appliance());
    }
  }

  @Test
  void another_port_than_the_kept_one_is_refused() throws IOException {
    int port = freePort();
    open(port).close();
    assertRefused(ExitCode.USAGE, () -> open(port + 1));
  }

  @Test
  void a_second_run_on_the_same_folder_is_refused() throws IOException {
    try (DataFolder data = open(freePort())) {
      assertRefused(ExitCode.FOLDER_IN_USE, () -> open(0));
      assertTrue(Files.exists(data.root().resolve("appliance.json")));
    }
  }

  @Test
  void a_folder_with_something_else_in_it_is_refused_and_left_as_it_was() throws IOException {
    Files.createDirectories(root());
    Files.writeString(root().resolve("letter.txt"), "dear");
    assertRefused(ExitCode.FOLDER_UNUSABLE, () -> open(freePort()));
    try (var files = Files.list(root())) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void a_start_killed_before_its_first_file_was_whole_leaves_a_usable_folder() throws IOException {
    Files.createDirectories(root());
    Files.writeString(root().resolve("lock"), "");
    Files.writeString(root().resolve("appliance.json.new"), "{\"for");
    open(freePort()).close();
  }

  @Test
  void data_of_a_newer_version_is_refused_and_left_as_it_was() throws IOException {
    open(freePort()).close();
    Path file = root().resolve("appliance.json");
    String newer = Files.readString(file).replace("\"format\" : 1", "\"format\" : 2");
    Files.writeString(file, newer);
    assertRefused(ExitCode.DATA_NEWER, () -> open(0));
    assertEquals(newer, Files.readString(file));
  }

  @Test
  void a_damaged_appliance_file_is_refused() throws IOException {
    open(freePort()).close();
    Files.writeString(root().resolve("appliance.json"), "{");
    assertRefused(ExitCode.FOLDER_UNUSABLE, () -> open(0));
  }

  @Test
  void a_file_in_the_folders_place_is_refused() throws IOException {
    Files.writeString(root(), "");
    assertRefused(ExitCode.FOLDER_UNUSABLE, () -> open(freePort()));
  }

  @Test
  void a_taken_control_port_is_named_with_its_holder_before_anything_is_written()
      throws IOException {
    try (var holder = new ServerSocket()) {
      holder.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
      int port = holder.getLocalPort();
      Refusal refusal = assertRefused(ExitCode.PORT_TAKEN, () -> open(port));
      assertTrue(refusal.getMessage().contains(Integer.toString(port)), refusal::getMessage);
      assertTrue(
          refusal.getMessage().contains("process " + ProcessHandle.current().pid()),
          refusal::getMessage);
      assertFalse(Files.exists(root().resolve("appliance.json")));
    }
  }

  @Test
  void a_path_too_long_for_a_socket_is_refused() {
    Path deep = parent.resolve("a".repeat(80));
    assertRefused(ExitCode.FOLDER_UNUSABLE, () -> DataFolder.open(deep, 0, "1"));
    assertFalse(Files.exists(deep));
  }

  private Path root() {
    return parent.resolve("data");
  }

  private DataFolder open(int port) {
    return DataFolder.open(root(), port, "1");
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
      return socket.getLocalPort();
    }
  }

  private interface Opening {
    DataFolder open() throws IOException;
  }

  private static Refusal assertRefused(ExitCode code, Opening opening) {
    Refusal refusal = assertThrows(Refusal.class, () -> opening.open().close());
    assertEquals(code, refusal.code(), refusal::getMessage);
    return refusal;
  }
}
