package com.integraci.installer.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstTimeTest {
  @TempDir private Path parent;

  @Test
  void a_finished_initialisation_is_never_made_again() throws IOException {
    try (DataFolder data = data()) {
      assertTrue(make(data, "first"));
      assertFalse(make(data, "second"));
      assertEquals("first", Files.readString(data.root().resolve("part/mark")));
    }
  }

  @Test
  void a_failed_proof_leaves_nothing_that_counts() throws IOException {
    try (DataFolder data = data()) {
      assertThrows(
          IOException.class,
          () ->
              FirstTime.make(
                  data,
                  "part",
                  Owner.caller(),
                  aside -> {
                    throw new IOException("the login was refused");
                  }));
      assertFalse(Files.exists(data.root().resolve("part")));
    }
  }

  @Test
  void what_a_kill_left_unfinished_is_wiped() throws IOException {
    try (DataFolder data = data()) {
      Path left = Files.createDirectories(data.root().resolve("part.new/deep"));
      Files.writeString(left.resolve("debris"), "x");
      assertTrue(make(data, "whole"));
      assertFalse(Files.exists(data.root().resolve("part/deep")));
      assertFalse(Files.exists(data.root().resolve("part.new")));
    }
  }

  private boolean make(DataFolder data, String mark) throws IOException {
    return FirstTime.make(
        data,
        "part",
        Owner.caller(),
        aside -> {
          Files.writeString(aside.resolve("mark"), mark);
        });
  }

  private DataFolder data() throws IOException {
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    return DataFolder.open(parent.resolve("data"), port, "1");
  }
}
