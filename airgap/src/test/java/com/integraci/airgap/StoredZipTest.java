package com.integraci.airgap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredZipTest {
  private static final byte[] PROGRAM = "program".getBytes(UTF_8);

  @TempDir Path scratch;

  @Test
  void whatIsPutInComesOutAndOnlyTheProgramMayRun() throws IOException {
    Path folder = Files.createDirectory(scratch.resolve("out"));
    Unpacking unpacking = new Unpacking(folder, "p-1", PROGRAM.length);

    ZipArchive.unpack(write("a.zip"), unpacking);
    unpacking.finish();

    assertEquals("program", Files.readString(folder.resolve("run")));
    assertTrue(Files.isExecutable(folder.resolve("run")));
    assertEquals("", Files.readString(folder.resolve("LICENSE")));
    assertFalse(Files.isExecutable(folder.resolve("LICENSE")));
  }

  @Test
  void theBytesAreTheSameInEveryTimeZoneAndAtEveryTime() throws IOException {
    TimeZone before = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
      assertEquals(
          "838961534aea4d3ddd063eae255002b84407dd62a7658bad7db5da7159468255",
          Sha256.of(write("b.zip")).hex());
    } finally {
      TimeZone.setDefault(before);
    }
  }

  private Path write(String name) throws IOException {
    Path file = scratch.resolve(name);
    try (StoredZip zip = new StoredZip(file)) {
      zip.add("p-1/run", PROGRAM, true);
      zip.add("p-1/LICENSE", new byte[0], false);
    }
    return file;
  }
}
