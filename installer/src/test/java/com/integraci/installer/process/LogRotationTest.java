package com.integraci.installer.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogRotationTest {
  @TempDir private Path folder;

  @Test
  void a_large_log_is_copied_aside_and_emptied_in_place() throws IOException {
    Path log = Files.writeString(folder.resolve("openbao.log"), "0123456789");
    Object key =
        Files.readAttributes(log, java.nio.file.attribute.BasicFileAttributes.class).fileKey();
    LogRotation.rotate(folder, 5);
    assertEquals(0, Files.size(log));
    assertEquals("0123456789", Files.readString(folder.resolve("openbao.log.1")));
    Object same =
        Files.readAttributes(log, java.nio.file.attribute.BasicFileAttributes.class).fileKey();
    assertEquals(key, same, "the component still has it open");
  }

  @Test
  void only_three_old_ones_are_kept() throws IOException {
    for (int i = 0; i < 6; i++) {
      Files.writeString(folder.resolve("openbao.log"), "0123456789 " + i);
      LogRotation.rotate(folder, 5);
    }
    assertEquals("0123456789 5", Files.readString(folder.resolve("openbao.log.1")));
    assertEquals("0123456789 3", Files.readString(folder.resolve("openbao.log.3")));
    assertFalse(Files.exists(folder.resolve("openbao.log.4")));
  }

  @Test
  void a_small_log_stays() throws IOException {
    Path log = Files.writeString(folder.resolve("openbao.log"), "0123");
    LogRotation.rotate(folder, 5);
    assertEquals("0123", Files.readString(log));
  }

  @Test
  void a_log_that_can_be_opened_anew_is_moved_and_seven_old_ones_are_kept() throws IOException {
    Path log = folder.resolve("audit.log");
    for (int i = 0; i < 9; i++) {
      Files.writeString(log, "0123456789 " + i);
      assertTrue(LogRotation.moveAside(log, 5));
      assertFalse(Files.exists(log), "its writer makes the new one");
      assertFalse(LogRotation.moveAside(log, 5), "there is none now");
    }
    assertEquals("0123456789 8", Files.readString(folder.resolve("audit.log.1")));
    assertEquals("0123456789 2", Files.readString(folder.resolve("audit.log.7")));
    assertFalse(Files.exists(folder.resolve("audit.log.8")));
    Files.writeString(log, "0123");
    assertFalse(LogRotation.moveAside(log, 5));
  }
}
